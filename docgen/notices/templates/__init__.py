"""The Word template of notices."""
