"""Entries of the knowledge base: what they are, how they live, and the passages they are cut to."""
