"""Teach the judge of retrieval on the benches and our own entries; folds of questions judge it."""
