"""Lexicons (词库): typed entries that staff keep, matched all at once."""
