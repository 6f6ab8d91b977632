"""Models: anything that turns a Request into frames. torch is imported only here, and only when first needed."""

import os

# Threads that wait must sleep, not spin: spinning ones make sampling five times slower as soon as anything else runs.
# OpenMP reads this when torch is first imported, which no module does before it imports this package.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
