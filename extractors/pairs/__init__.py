"""Labels and values as a paper itself pairs them: what a form nobody declared says."""
