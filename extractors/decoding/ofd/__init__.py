"""OFD documents (GB/T 33190): opened within limits, drawn, and read without recognition."""
