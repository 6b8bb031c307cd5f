"""One declaration for each kind of notice."""
