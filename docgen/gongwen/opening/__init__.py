"""Files of any kind as one record of paragraphs: Word, PDF, scans and plain text."""
