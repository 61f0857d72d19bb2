"""A photo -> the parts of the car seen on it: whole-car parts, and parts that look damaged."""
