"""What the rules and guides say: entries and their lives, passages, and how they are found."""
