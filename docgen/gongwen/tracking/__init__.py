"""Tracked changes of Word files: settled one way or the other, and written."""
