"""What a reader can move or answer, each with two faces: live with a kernel, and without one on the static page."""
