"""The officers' desk: a filing as an officer sees it, and what an officer can do with it."""
