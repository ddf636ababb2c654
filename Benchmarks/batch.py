"""Measures how a batch grows: datasets of 16 runs each, with 1000 refits.

    batch.py ECHELLE [COUNT ...]        (default: 100 1000 10000)

For each count: the time and memory of the first run, which makes every fit, and of a second one, which
finds them all. Prints a table in Markdown.
"""

import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REFITS = 1000


def write_datasets(folder, count):
    """`count` tables that follow a law each, with half a per cent of scatter."""
    folder.mkdir()
    for index in range(count):
        rows = ["N,D,loss"]
        for i, n in enumerate((1e8, 3e8, 1e9, 3e9)):
            for j, d in enumerate((2e9, 6e9, 2e10, 6e10)):
                scatter = 0.005 * math.sin((index + 1) * (4 * i + j) ** 2 + 0.5)
                loss = (1.8 + 480 / n**0.35 + 2100 / d**0.37) * math.exp(scatter)
                rows.append(f"{n:.0f},{d:.0f},{loss:.6f}")
        (folder / f"{index:06d}.csv").write_text("\n".join(rows) + "\n")


def measured(command, folder):
    """Seconds, processor seconds and the most memory in MB of a run."""
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)}: ended with {os.waitstatus_to_exitcode(status)}")
    unit = 1 if sys.platform == "darwin" else 1024
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6


def main(echelle, counts):
    print("| datasets | first run, s | CPU, ms each | MB | again, s | MB | results, MB |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    for count in counts:
        folder = Path(tempfile.mkdtemp(prefix="echelle-batch-"))
        try:
            write_datasets(folder / "runs", count)
            command = [echelle, "batch", "run", "runs", "--results", "out"]
            command += ["--bootstrap", str(REFITS)]
            wall, cpu, memory = measured(command, folder)
            again, _, memory_again = measured(command, folder)
            size = sum(file.stat().st_size for file in (folder / "out").rglob("*") if file.is_file())
            print(
                f"| {count:,} | {wall:.1f} | {1000 * cpu / count:.1f} | {memory:.0f} "
                f"| {again:.1f} | {memory_again:.0f} | {size / 1e6:,.0f} |",
                flush=True,
            )
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(str(Path(sys.argv[1]).resolve()), [int(text) for text in sys.argv[2:]] or [100, 1000, 10000])
