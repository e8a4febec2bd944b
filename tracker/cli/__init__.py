"""The click command line: parse, call one workflow, render."""
