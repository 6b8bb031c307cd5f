"""Seeded errors: clean official text with one known error; what is told, and what else is."""
