"""Tests of tracker.extraction: one file a stage, and reading.py for how they read."""
