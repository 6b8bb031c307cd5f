"""Documents out: application forms, seals, signatures and their verification."""
