"""Order among entries: cleaned, compared, tagged, grouped, and told apart by version."""
