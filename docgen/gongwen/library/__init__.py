"""The document library (智能检索): found by words and by what they mean."""
