"""The newer Word file with every change of text against the older one tracked."""
