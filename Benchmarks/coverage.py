"""Measure how often Echelle's intervals contain the truth, on designs with a known law.

    python3 Benchmarks/coverage.py .build/release/echelle [--sets 1000] [--bootstrap 1000]

For each design and noise of 0.5 % in L, `echelle coverage` simulates runs of Hoffmann's published law, fits them with
huber:auto, and prints the coverage and the width of the intervals of alpha, a, N* and L at 1e25 FLOP as Markdown.
"""

import argparse
import csv
import io
import pathlib
import subprocess
import tempfile

FIGURES = ["alpha", "a", "N*", "L"]
NOISES = ["gaussian", "t3", "heteroscedastic"]


def loss(n, d):
    return 1.69 + 406.4 / n**0.34 + 410.7 / d**0.28


def spaced(low, high, count):
    return [low * (high / low) ** (i / (count - 1)) for i in range(count)]


def crossed(sizes, tokens):
    return [(n, d) for n in sizes for d in tokens]


def budgets(low, high, count, sizes):
    """IsoFLOP budgets, with sizes from a quarter to four times 20 tokens per parameter."""
    runs = []
    for compute in spaced(low, high, count):
        middle = (compute / 6 / 20) ** 0.5
        runs += [(middle * r, compute / 6 / (middle * r)) for r in spaced(0.25, 4, sizes)]
    return runs


DESIGNS = {
    "3×3": crossed(spaced(1e8, 1.6e9, 3), spaced(2e9, 3.2e10, 3)),
    "4×4": crossed(spaced(5e7, 3e9, 4), spaced(1e9, 6e10, 4)),
    "IsoFLOP 5×6": budgets(1e18, 1e21, 5, 6),
    "IsoFLOP 9×12": budgets(1e18, 1e22, 9, 12),
}


def study(echelle, runs, noise, options):
    """The rows of one study."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "runs.csv"
        path.write_text("N,D,loss\n" + "".join(f"{n!r},{d!r},{loss(n, d)!r}\n" for n, d in runs))
        command = [
            echelle, "coverage", str(path), "--noise", noise, "--sigma", "0.005", "--compute", "1e25",
            "--objective", "huber:auto", "--sets", str(options.sets),
            "--bootstrap", str(options.bootstrap), "--seed", str(options.seed), "--quiet",
            "--format", "csv",
        ]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return list(csv.DictReader(io.StringIO(output)))


def cell(row):
    return f"{float(row['coverage']):.3f} / {float(row['relative_width']):.2f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("echelle")
    parser.add_argument("--sets", type=int, default=1000)
    parser.add_argument("--bootstrap", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"Coverage / relative width of 95 % intervals, {options.sets} sets a cell:\n")
    print("| design | noise | method | " + " | ".join(FIGURES) + " |")
    print("|---|---|---|" + "---|" * len(FIGURES))
    for design, runs in DESIGNS.items():
        for noise in NOISES:
            rows = study(options.echelle, runs, noise, options)
            for method in dict.fromkeys(row["method"] for row in rows):
                own = {row["figure"]: row for row in rows if row["method"] == method}
                print(
                    f"| {design} | {noise} | {method} | "
                    + " | ".join(cell(own[figure]) for figure in FIGURES) + " |",
                    flush=True)


if __name__ == "__main__":
    main()
