"""SQLite through SQLAlchemy: models, sessions, schema, and one file of queries a noun."""
