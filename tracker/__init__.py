"""Who said what, when, to whom, and where it is written."""

__version__ = "0.1.0"
