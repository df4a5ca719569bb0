"""Search over everything the rooms let people find."""
