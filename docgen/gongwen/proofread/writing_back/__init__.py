"""A report written back: into the Word file it is about, or as a document of its own."""
