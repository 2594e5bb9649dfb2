"""What only the chapters run: methods raced on many functions, basins, a rare gradient, and data to learn from."""
