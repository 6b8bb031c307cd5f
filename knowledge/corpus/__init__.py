"""The starter knowledge: entries written by us, one Markdown file each, by subject."""
