"""How the book looks: its figures and its listings of code."""
