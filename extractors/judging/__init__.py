"""From what was found to what is believed: values, checks between them, repairs, confidence."""
