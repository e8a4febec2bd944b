"""Tests of tracker.storage: one file a file."""
