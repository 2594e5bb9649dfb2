"""Functions of a network, each beside its derivative."""
