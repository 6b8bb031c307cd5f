"""Ruled tables on a page: their lines, the cells between the lines, and what stands in each."""
