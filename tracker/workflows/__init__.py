"""What a user sets out to do; owns the unit of work."""
