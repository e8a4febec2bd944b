"""Text to records: pure, one stage a file, joined by pipeline.py."""
