"""The ways to find a field on a page, by the name a declaration uses."""
