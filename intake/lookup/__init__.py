"""The record behind a check code: what a paper in somebody's hand is, and whether it still holds.

Whoever holds the paper may see what it takes to compare it with the record, and no more: names and
plates are shown in part.
"""
