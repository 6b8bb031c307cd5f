"""Inspection (巡检): what is due, what machine and person find, and the report."""
