"""The front door: API, pages, durable pipeline, store, feeds and command line."""
