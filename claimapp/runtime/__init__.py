"""Weights and engines: the manifest with its hashes, and every engine behind one Protocol."""
