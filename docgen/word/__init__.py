"""Word templates of our own and of customers: rendered, linted, and turned into PDF."""
