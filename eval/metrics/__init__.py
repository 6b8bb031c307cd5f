"""Numbers over many scores."""
