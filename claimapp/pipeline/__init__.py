"""The way of a claim through the stages: route.py states the order once."""
