"""The programs that are measured, and how to run them."""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
ECHELLE = ROOT / ".build/release/echelle"

# Each prints the list that rivals/measure.py describes; Echelle is the first.
MEASURED = [
    [ROOT / ".build/release/echelle-benchmark"],
    [ROOT / ".build/benchmarks/ceres"],
    [sys.executable, "-m", "rivals.least_squares"],
    [sys.executable, "-m", "rivals.notebook"],
]

# One thread each: what is compared is the work of one core.
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}


def measure(workload):
    """All programs on the workload file, one after the other: their entries, Echelle's first."""
    entries = []
    for command in MEASURED:
        finished = subprocess.run(
            [*map(str, command), str(workload)],
            cwd=HERE,
            env=os.environ | ONE_THREAD,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        entries += json.loads(finished.stdout)
    return entries


def process_seconds(arguments, repeats=15):
    """The median wall time of the command `echelle`, from its start to its end."""
    command = [str(ECHELLE), *arguments]
    seconds = []
    for _ in range(repeats + 1):  # the first fills the caches
        begin = time.perf_counter()
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds[1:])
