"""Words as data: the lexicon files and the loader that gives them as immutable records."""
