"""The search index: what the browser looks through, as small files that are loaded when a query needs them."""
