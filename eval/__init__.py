"""Measure everything below. Nothing imports this folder."""
