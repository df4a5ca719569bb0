"""Whether the house is well: health, measurements, a status page."""
