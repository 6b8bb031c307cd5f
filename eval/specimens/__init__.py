"""Specimen papers with ground truth: invented people, firms and vehicles on drawn forms."""
