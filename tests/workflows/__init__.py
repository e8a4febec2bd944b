"""Tests of tracker.workflows: one file a file."""
