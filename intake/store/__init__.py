"""What is kept: filings, papers, jobs and their journal, documents, events, the audit chain, files.

Each module holds the few functions of one table; all take the ``Session`` of one transaction.
"""
