"""A simulated month of the knowledge base: asked, complained of, mended and inspected."""
