"""Many claims: find them, share them out to workers, resume, count."""
