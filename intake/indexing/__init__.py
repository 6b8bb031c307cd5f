"""Indexes kept in step with the store, beside the service and on disk."""
