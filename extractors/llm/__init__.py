"""A language model as second reader: it may say where to look; what is taken is what is printed."""
