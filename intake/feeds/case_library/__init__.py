"""The city's library of cases (办件库): what it is told of each filing, and how it gets there."""
