"""Benchmarks: run with `make bench` or `python -m bench NAME`; results are printed and kept as JSON in var/bench."""
