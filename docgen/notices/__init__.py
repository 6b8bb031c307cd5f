"""Notices to applicants and others: declared by kind, checked, worded and printed."""
