"""Bytes to article records: text with front matter, and article JSON lines."""
