"""What the rounds of all programs say: time per fit, and how close to the best known optimum."""

from dataclasses import dataclass

import numpy as np

REACHED = 1e-6  # relative


@dataclass(frozen=True)
class Score:
    """One program on one kind of work."""

    name: str
    kernel: str | None  # of Echelle
    seconds: float  # processor time: mean over the fits of each one's median over the rounds
    reached: float  # share of fits within REACHED of the best known objective
    shortfall: float  # median relative distance of the others; NaN when there are none

    @property
    def seconds_until_reached(self):
        """The mean cost of one fit that reaches the optimum, failures paid for."""
        return self.seconds / self.reached if self.reached > 0 else float("inf")


def scores(rounds, work, common_optimum):
    """A score per program for `work` ("refit" or "start").

    `rounds` has, per round, every program's entry in the form of `rivals/measure.py`. The best
    known objective is the lowest of any program: over all fits where they share one optimum
    (starts on the same data), else fit by fit (resamples).
    """
    seconds = np.array([[entry[work]["seconds"] for entry in entries] for entries in rounds])
    objectives = np.array(
        [[entry[work]["objectives"] for entry in entries] for entries in rounds], dtype=float
    )
    objectives = np.where(np.isfinite(objectives), objectives, np.inf).max(axis=0)
    best = objectives.min(axis=None if common_optimum else 0)
    distance = objectives / best - 1
    return [
        Score(
            entry["name"],
            entry.get("kernel"),
            seconds=float(np.median(seconds[:, i], axis=0).mean()),
            reached=float((distance[i] <= REACHED).mean()),
            shortfall=_median(distance[i][distance[i] > REACHED]),
        )
        for i, entry in enumerate(rounds[0])
    ]


def _median(values):
    return float(np.median(values)) if len(values) else float("nan")
