"""Pictures that move: a figure drawn once, and where its lines are at each position of its controls."""

from course_lib.interactive.explorers.explore import Explorer, explore
from course_lib.interactive.explorers.level_line import level_line

__all__ = ["Explorer", "explore", "level_line"]
