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

ECHELLE_BENCHMARK = ROOT / ".build/release/echelle-benchmark"

# Each prints the list that rivals/measure.py describes; Echelle comes first.
FITTING = [
    [ECHELLE_BENCHMARK, "fit"],
    [ROOT / ".build/benchmarks/ceres"],
    [sys.executable, "-m", "rivals.least_squares"],
    [sys.executable, "-m", "rivals.notebook"],
]

# Each prints the list that rivals/csv_readers.py describes.
READING = [[ECHELLE_BENCHMARK, "read"], [sys.executable, "-m", "rivals.csv_readers"]]

# One thread each: what is compared is the work of one core.
ONE_THREAD = {
    name: "1"
    for name in (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "POLARS_MAX_THREADS",
    )
}


def measure(commands, path):
    """All `commands` on the file at `path`, one after the other: their entries in one list."""
    entries = []
    for command in commands:
        finished = subprocess.run(
            [*map(str, command), str(path)],
            cwd=HERE,
            env=os.environ | ONE_THREAD,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        entries += json.loads(finished.stdout)
    return entries


def versions(entries):
    """The versions of Echelle and of the rivals in `entries`, each once, in their order."""
    echelle = subprocess.run(
        [str(ECHELLE), "--version"], check=True, capture_output=True, text=True
    ).stdout.strip()
    rivals = [entry["version"] for entry in entries if "version" in entry]
    return list(dict.fromkeys([f"Echelle {echelle}", *rivals]))


def process_seconds(arguments, repeats=15):
    """The median wall time of the command `echelle`, from its start to its end."""
    command = [str(ECHELLE), *arguments]
    seconds = []
    for _ in range(repeats + 1):  # the first fills the caches
        begin = time.perf_counter()
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds[1:])
