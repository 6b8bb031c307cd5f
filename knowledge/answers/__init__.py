"""Answers from the base: with citations, with a question back, or honestly none."""
