"""Measures Echelle and its rivals on the same data in one run: `make bench`.

Prints the tables, writes them into README.md between its markers, and keeps every raw
measurement in .build/benchmarks/results.json.
"""

import argparse
import datetime
import json
import re

import numpy as np

import machine
import programs
import reading
import results
import tables
import workload as workloads
from rivals import chinchilla, least_squares

README = programs.HERE / "README.md"
FOLDER = programs.ROOT / ".build/benchmarks"
NOTEBOOK = "SciPy BFGS, autograd"
REPLICATES, GRID = 4000, 4500

# Besiroglu et al. 2024: where the search for the optimum of the data begins.
PUBLISHED = np.array([np.log(482.01), np.log(2085.43), np.log(1.8172), 0.3478, 0.3658])


def main():
    arguments = parsed_arguments()
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / "workload.txt"
    workloads.write(workload(arguments), path)

    rounds = []
    for number in range(1, arguments.rounds + 1):
        print(f"round {number} of {arguments.rounds}", flush=True)
        rounds.append(programs.measure(programs.FITTING, path))
    print("reading", flush=True)
    files = reading.measure(arguments.megabytes, arguments.rounds, arguments.seed)
    (FOLDER / "results.json").write_text(json.dumps({"fitting": rounds, "reading": files}))

    report = written(rounds, files, arguments)
    print(report)
    text = README.read_text()
    marked = re.compile(r"(<!-- begin: make bench -->\n).*(<!-- end: make bench -->)", re.DOTALL)
    README.write_text(marked.sub(lambda match: match[1] + report + "\n" + match[2], text))


def parsed_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--runs", default=programs.ROOT / "datasets/hoffmann2022/runs.csv", help="the runs (CSV)"
    )
    parser.add_argument("--resamples", type=int, default=100, help="how many refits")
    parser.add_argument("--starts", type=int, default=100, help="how many of the 4500 starts")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured")
    parser.add_argument("--megabytes", type=int, default=100, help="the size of files to read")
    parser.add_argument("--seed", type=int, default=2022, help="of resamples, starts and files")
    return parser.parse_args()


def workload(arguments):
    """The published runs without their five highest losses, and what to do with them."""
    runs = workloads.read_runs(arguments.runs, dropped=5)

    def optimum(*columns):
        theta = least_squares.fitting(**least_squares.TIGHT)(PUBLISHED, *columns)
        print(f"optimum to start refits from: {chinchilla.objective(theta, *columns):.10e}")
        return theta

    return workloads.make(
        runs, arguments.resamples, arguments.starts, optimum_of=optimum, seed=arguments.seed
    )


def written(rounds, files, arguments):
    """The report: what it was measured on, and the tables."""
    refits = results.scores(rounds, "refit", common_optimum=False)
    starts = results.scores(rounds, "start", common_optimum=True)
    work = f"{arguments.resamples} resamples, {arguments.starts} starts, {arguments.rounds} rounds"
    versions = programs.versions(rounds[0] + next(iter(files.values()))["rounds"][0])
    return "\n".join(
        [
            f"{datetime.date.today()}, {machine.description()}.",
            f"{work}; {', '.join(versions)}.",
            "",
            tables.fits("one bootstrap refit", refits),
            "",
            tables.fits("one start of the 4500", starts),
            "",
            tables.processes(process_rows(refits, starts)),
            "",
            tables.reading(reading.scores(files)),
        ]
    )


def process_rows(refits, starts):
    """The command as a user runs it and with the notebook's work, and what that would take."""
    fit = ["fit", "hoffmann2022"]
    same = [*fit, "--starts", "hoffmann", "--threads", "1"]
    refit = next(score.seconds for score in refits if score.name == NOTEBOOK)
    start = next(score.seconds for score in starts if score.name == NOTEBOOK)
    return [
        ("`echelle --help`", programs.process_seconds(["--help"])),
        (
            f"`echelle {' '.join(fit)}`: 16 starts, {REPLICATES} refits, all cores",
            programs.process_seconds(fit),
        ),
        (
            f"`echelle {' '.join(same)}`: {GRID} starts, {REPLICATES} refits, one core",
            programs.process_seconds(same, repeats=5),
        ),
        (
            f"{NOTEBOOK}: {GRID} starts, {REPLICATES} refits, one core, by the tables above",
            REPLICATES * refit + GRID * start,
        ),
    ]


if __name__ == "__main__":
    main()
