"""The work that Echelle and every rival do: the same runs, resamples and starts.

A workload is a text file, so that a program in any language reads it:

    rows 240
    <ln N> <ln D> <ln L>                      one line a run
    resamples 200
    <row> <row> …                             as many row numbers, from 0, as there are rows
    starts 200
    <ln A> <ln B> <ln E> <alpha> <beta>       one line a start
    optimum
    <ln A> <ln B> <ln E> <alpha> <beta>       where each refit begins
"""

import csv
import itertools
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

# Hoffmann et al. 2022, appendix D.3: alpha, beta; e = ln E; a = ln A, b = ln B.
EXPONENTS = (0.0, 0.5, 1.0, 1.5, 2.0)
LOG_IRREDUCIBLE = (-1.0, -0.5, 0.0, 0.5, 1.0)
LOG_COEFFICIENTS = (0.0, 5.0, 10.0, 15.0, 20.0, 25.0)


@dataclass(frozen=True)
class Workload:
    """n runs, the rows of K resamples (K × n), S starts (S × 5), and a point θ (5)."""

    log_parameters: np.ndarray
    log_tokens: np.ndarray
    log_loss: np.ndarray
    resamples: np.ndarray
    starts: np.ndarray
    optimum: np.ndarray

    def resampled(self, k):
        """The columns of resample k: ln N, ln D, ln L."""
        rows = self.resamples[k]
        return self.log_parameters[rows], self.log_tokens[rows], self.log_loss[rows]

    @property
    def columns(self):
        """The columns of the runs themselves: ln N, ln D, ln L."""
        return self.log_parameters, self.log_tokens, self.log_loss


def hoffmann_grid():
    """The paper's 4500 starts (ln A, ln B, ln E, alpha, beta)."""
    return [
        (a, b, e, alpha, beta)
        for alpha, beta, e, a, b in itertools.product(
            EXPONENTS, EXPONENTS, LOG_IRREDUCIBLE, LOG_COEFFICIENTS, LOG_COEFFICIENTS
        )
    ]


def read_runs(path, dropped):
    """The logarithms of N, D = C/(6N) and L, without the `dropped` highest losses."""
    with open(path, newline="") as file:
        runs = np.array(
            [
                [float(row[name]) for name in ("parameters", "flop", "loss")]
                for row in csv.DictReader(file)
            ]
        )
    highest = np.argsort(runs[:, 2])[len(runs) - dropped :]
    parameters, compute, loss = np.delete(runs, highest, axis=0).T
    return np.log(np.column_stack([parameters, compute / (6 * parameters), loss]))


def make(runs, resample_count, start_count, optimum_of, seed):
    """A workload on the runs' logarithms; `optimum_of` finds the point that refits begin from."""
    generator = random.Random(seed)
    count = len(runs)
    return Workload(
        *runs.T,
        resamples=np.array(
            [[generator.randrange(count) for _ in range(count)] for _ in range(resample_count)]
        ),
        starts=np.array(generator.sample(hoffmann_grid(), start_count)),
        optimum=optimum_of(*runs.T),
    )


def write(workload, path):
    """Writes the text file described above, every number to its last digit."""
    lines = [f"rows {len(workload.log_loss)}"]
    lines += _numbers(np.column_stack(workload.columns))
    lines += [f"resamples {len(workload.resamples)}"]
    lines += [" ".join(map(str, rows)) for rows in workload.resamples.tolist()]
    lines += [f"starts {len(workload.starts)}", *_numbers(workload.starts)]
    lines += ["optimum", *_numbers([workload.optimum])]
    Path(path).write_text("\n".join(lines) + "\n")


def read(path):
    """Reads what `write` wrote."""
    lines = iter(Path(path).read_text().splitlines())

    def table(name, kind):
        heading, count = next(lines).split()
        assert heading == name, f"{path}: expected '{name}', found '{heading}'"
        return np.array([[kind(word) for word in next(lines).split()] for _ in range(int(count))])

    rows, resamples, starts = table("rows", float), table("resamples", int), table("starts", float)
    next(lines)
    return Workload(*rows.T, resamples, starts, np.array([float(w) for w in next(lines).split()]))


def _numbers(rows):
    return [" ".join(repr(float(value)) for value in row) for row in rows]
