"""Measuring (重测): deviations of a Word file from GB/T 9704-2012, in its XML and its print."""
