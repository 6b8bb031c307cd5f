"""Seeded edits: how exactly a comparison tells what was changed."""
