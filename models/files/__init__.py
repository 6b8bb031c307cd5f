"""Files of unknown origin, opened within limits: archives, XML, tables, and text of any coding."""
