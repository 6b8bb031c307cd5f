"""From a picture to upright lines: how a page lies, what its lines say, what red ink hides."""
