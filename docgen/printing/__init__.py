"""Printing: any layout with its content as PDF/A, its fonts, codes and signature fields."""
