"""Measures how time and memory grow with the work: `make bench-growth`.

    growth.py ECHELLE [SHARE]        (SHARE of the sizes, 1 for all of them)

Batches of datasets with 1000 refits each, fits of curves, and fits of a few runs in large tables. Writes the
tables into README.md between its markers, and prints them.
"""

import datetime
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import machine

README = Path(__file__).with_name("README.md")
REFITS = 1000
BATCHES = (100, 1000, 10_000)
CURVES = (10_000, 100_000, 1_000_000)
MEGABYTES = (10, 100, 1000)


def measured(command, folder):
    """Seconds, processor seconds and the most memory in MB of a run."""
    start = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)}: ended with {os.waitstatus_to_exitcode(status)}")
    unit = 1 if sys.platform == "darwin" else 1024
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6


def loss(parameters, tokens, index):
    """A law with half a per cent of scatter."""
    scatter = 0.005 * math.sin((index + 1) ** 2 % 1e6 + 0.5)
    return (1.8 + 480 / parameters**0.35 + 2100 / tokens**0.37) * math.exp(scatter)


def write_datasets(folder, count):
    """`count` tables of 16 runs that follow a law."""
    folder.mkdir()
    for index in range(count):
        rows = ["N,D,loss"]
        for i, n in enumerate((1e8, 3e8, 1e9, 3e9)):
            for j, d in enumerate((2e9, 6e9, 2e10, 6e10)):
                rows.append(f"{n:.0f},{d:.0f},{loss(n, d, 16 * index + 4 * i + j):.6f}")
        (folder / f"{index:06d}.csv").write_text("\n".join(rows) + "\n")


def write_curves(path, count):
    """A table of `count` checkpoints of a hundred runs."""
    steps = count // 100
    with path.open("w") as file:
        file.write("run,N,D,loss\n")
        for run in range(100):
            n = 1e7 * 10 ** (run / 33)
            for step in range(1, steps + 1):
                d = 1e9 + 5e10 * step / steps
                value = loss(n, d, steps * run + step)
                file.write(f"run{run},{n:.0f},{d:.0f},{value:.6f}\n")


def write_log(path, megabytes):
    """A table of about so many megabytes, in which one row in a thousand ends a run."""
    index = 0
    with path.open("w") as file:
        file.write("N,D,loss,step,gradient_norm,learning_rate,seconds,watts,is_final\n")
        while file.tell() < megabytes * 10**6:
            rows = []
            for _ in range(1000):
                index += 1
                n = 1e7 * 10 ** (index // 1000 % 7 / 2)
                d = 1e9 * 10 ** (index // 1000 % 11 / 6)
                rows.append(
                    f"{n:.0f},{d:.0f},{loss(n, d, index):.6f},{index % 1000},"
                    f"{1 + index % 7 / 10},0.0003,{0.1 * (index % 90):.3f},{600 + index % 99},"
                    f"{int(index % 1000 == 0)}"
                )
            file.write("\n".join(rows) + "\n")


def in_folder(measure):
    """What `measure` returns for a folder that is removed after it."""
    folder = Path(tempfile.mkdtemp(prefix="echelle-growth-"))
    try:
        return measure(folder)
    finally:
        shutil.rmtree(folder)


def batch_row(echelle, count):
    def measure(folder):
        write_datasets(folder / "runs", count)
        command = [echelle, "batch", "run", "runs", "--results", "out"]
        command += ["--bootstrap", str(REFITS)]
        wall, cpu, memory = measured(command, folder)
        again, _, memory_again = measured(command, folder)
        size = sum(file.stat().st_size for file in (folder / "out").rglob("*") if file.is_file())
        return (
            f"| {count:,} | {wall:.1f} | {1000 * cpu / count:.1f} | {memory:.0f} "
            f"| {again:.1f} | {memory_again:.0f} | {size / 1e6:,.0f} |"
        )

    return in_folder(measure)


def fit_row(echelle, size, write, options):
    def measure(folder):
        path = folder / "runs.csv"
        write(path, size)
        wall, cpu, memory = measured([echelle, "fit", "runs.csv", *options], folder)
        megabytes = path.stat().st_size / 1e6
        return f"| {size:,} | {megabytes:,.0f} | {wall:.2f} | {cpu:.2f} | {memory:.0f} |"

    return in_folder(measure)


def main(echelle, share):
    def sizes(whole):
        return [max(1, int(size * share)) for size in whole]

    curves = ["--bootstrap", "200"]
    final = ["--where", "is_final == 1", "--bootstrap", "200"]
    lines = [
        f"{datetime.date.today()}, {machine.description()}.",
        "",
        "| datasets | first run, s | CPU, ms each | MB | again, s | MB | results, MB |",
        "|---:|---:|---:|---:|---:|---:|---:|",
        *(batch_row(echelle, count) for count in sizes(BATCHES)),
        "",
        "| rows of curves | file, MB | fit, s | CPU, s | MB |",
        "|---:|---:|---:|---:|---:|",
        *(fit_row(echelle, size, write_curves, curves) for size in sizes(CURVES)),
        "",
        "| MB of steps | file, MB | fit of the last ones, s | CPU, s | MB |",
        "|---:|---:|---:|---:|---:|",
        *(fit_row(echelle, size, write_log, final) for size in sizes(MEGABYTES)),
    ]
    report = "\n".join(lines)
    print(report)
    marks = r"(<!-- begin: make bench-growth -->\n).*(<!-- end: make bench-growth -->)"
    text = README.read_text()
    README.write_text(
        re.sub(marks, lambda match: match[1] + report + "\n" + match[2], text, flags=re.DOTALL)
    )


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(str(Path(sys.argv[1]).resolve()), float(sys.argv[2]) if len(sys.argv) == 3 else 1)
