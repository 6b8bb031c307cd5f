"""Teach the judge of retrieval on one half of the benches' questions; the other half judges it."""
