"""claimapp: a folder of accident photos becomes a priced, defensible claim report, offline."""

__all__ = ["__version__"]

__version__ = "0.1.0"
