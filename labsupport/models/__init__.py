"""One model, one file, each written to be read beside its chapter."""
