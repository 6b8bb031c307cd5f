"""OFD (GB/T 33190): the pages we print as an OFD with its text, sealed by GB/T 38540."""
