"""Files of any kind to draft entries, with a report of what was understood and what was not."""
