"""An explorer of two waves, for the tests of both faces."""

import numpy as np

from course_lib import explore
from course_lib.showing.plotting import panel

FIG, AX = panel(xlim=(0, 60), ylim=(-2, 2))
(LINE,) = AX.plot([], [])
(OTHER,) = AX.plot([], [], "--")


def waves(frequency, phase="none"):
    t = np.arange(60)
    shift = {"none": 0.0, "quarter": np.pi / 2}[phase]
    return {
        LINE: (t, np.sin(frequency * t + shift)),
        OTHER: (t, np.cos(frequency * t)),
    }, f"frequency {frequency:.3g}, {phase}"


def explorer(**options):
    controls = {"frequency": np.linspace(0.1, 1, 10), "phase": ["none", "quarter"]}
    return explore(FIG, waves, controls, title="Waves", **options)
