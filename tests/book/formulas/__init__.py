"""The book's formulas, read from its pages and evaluated with NumPy beside the library's own numbers."""
