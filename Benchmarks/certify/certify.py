"""Writes to how many digits Echelle and its rivals meet NIST's certified values."""

import argparse
import math
from importlib.metadata import version
from pathlib import Path

from problems import carried, read
from programs import PROGRAMS, solve

HERE = Path(__file__).resolve().parent
CARRIED = HERE.parents[1] / "datasets/nist"
BEGIN, END = "<!-- begin: make certify -->", "<!-- end: make certify -->"


def digits(found, certified):
    """The log relative error, from 0 to the 11 digits that are certified (McCullough 1998)."""
    if not math.isfinite(found):
        return 0.0
    error = abs(found / certified - 1)
    return 11.0 if error == 0 else min(max(-math.log10(error), 0.0), 11.0)


def fewest(found, certified):
    return min(digits(*pair) for pair in zip(found, certified))


def scores(problem, solution):
    """The fewest digits of the coefficients, of their standard errors, and those of the deviation."""
    return (
        fewest(solution.values, problem.values),
        fewest(solution.standard_errors, problem.standard_errors),
        digits(solution.residual_deviation, problem.residual_deviation),
    )


def table(problems):
    lines = [
        "| problem | start | " + " | ".join(PROGRAMS) + " |",
        "| --- | ---: |" + " ---: |" * len(PROGRAMS),
    ]
    passed = dict.fromkeys(PROGRAMS, 0)
    count = 0
    for problem in problems:
        for index, start in enumerate(problem.starts):
            cells = []
            count += 1
            for name in PROGRAMS:
                found = scores(problem, solve(name, problem, start))
                passed[name] += found[0] >= 8
                cells.append(" · ".join(f"{value:.1f}" for value in found))
            lines.append(f"| {problem.name} | {index + 1} | " + " | ".join(cells) + " |")
            print(lines[-1], flush=True)
    share = " | ".join(f"{passed[name]} of {count}" for name in PROGRAMS)
    return [*lines, f"| **8 digits in every coefficient** | | {share} |"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--problems", type=Path, help="a folder of NIST's .dat files; without it, those of datasets/nist"
    )
    parser.add_argument("--output", type=Path, default=HERE.parent / "certification.md")
    arguments = parser.parse_args()
    if arguments.problems:
        problems = [read(path) for path in sorted(arguments.problems.glob("*.dat"))]
    else:
        problems = carried(CARRIED)
    if not problems:
        raise SystemExit(f"there are no .dat files in {arguments.problems}; see --problems")
    versions = ", ".join(f"{name} {version(name)}" for name in ("scipy", "lmfit"))
    text = arguments.output.read_text()
    head, rest = text.split(BEGIN)
    body = "\n".join([BEGIN, f"{len(problems)} problems; {versions}.", "", *table(problems), END])
    arguments.output.write_text(head + body + rest.split(END)[1])


if __name__ == "__main__":
    main()
