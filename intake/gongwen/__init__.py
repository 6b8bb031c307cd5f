"""Official documents at the drafting desk: drafts kept, checked, written, laid out, compared."""
