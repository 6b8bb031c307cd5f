"""From lines to papers: rows, labels, printed forms, and which papers lie on a page."""
