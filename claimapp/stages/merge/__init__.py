"""Findings of all photos -> the vehicle's damages, each once, on parts and sides."""
