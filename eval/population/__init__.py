"""Measure filling and checking on the simulated platforms' population: hundreds of filings.

Every filing is made as an applicant makes it: the account says who files, some boxes are typed,
papers are uploaded, the sources are asked over HTTP, what is left is completed, the checks run. The
population knows what is true and what was made wrong on purpose.
"""
