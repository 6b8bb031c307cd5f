"""Laying out (智能排版): the elements of a document become a Word file to GB/T 9704-2012."""
