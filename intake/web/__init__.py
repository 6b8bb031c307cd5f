"""The pages of applicants and officers: templates, static files and the routes that serve them."""
