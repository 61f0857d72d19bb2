"""Files -> photos: format, orientation, size caps, hash, quality, role."""
