"""The laws that texts quote: titles, and how many articles each has."""
