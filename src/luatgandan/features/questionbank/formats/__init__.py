"""Questions as plain values, and the files people keep them in."""
