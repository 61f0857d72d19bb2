"""Use cases shared by window and command line."""
