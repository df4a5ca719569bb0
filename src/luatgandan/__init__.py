"""Luật Gần Dân: software a Vietnamese province runs to bring the law close to its people."""

import os

# Ranking multiplies many small tables: BLAS threads would wait for each other longer than they compute, and several
# processes serve anyway. Must be said before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
