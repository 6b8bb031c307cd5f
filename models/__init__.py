"""What is true everywhere: records, declarations, errors, engines and weights."""
