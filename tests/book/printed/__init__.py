"""The numbers that the pages print, computed again: what a reader sees, digit by digit."""
