"""A photo -> the damages seen on it, before they are laid on parts."""
