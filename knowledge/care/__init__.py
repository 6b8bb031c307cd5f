"""How the base gets better: what was asked, what failed, gaps to fill, and inspection (巡检)."""
