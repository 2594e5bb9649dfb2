"""Python in the page: which cells a cell needs, running them, and what they show. Standard library alone."""
