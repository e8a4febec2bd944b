"""Records to csv, JSON lines and Markdown."""
