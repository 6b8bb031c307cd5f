"""What an official document is: its elements, its kinds, and a file as it was opened."""
