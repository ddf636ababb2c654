"""Looks for lower minima than Echelle's: 100 small noisy sets of runs for each of four laws.

    minima.py ECHELLE [--sets 100] [--starts 120] [--processes 2]

Each set has 8 to 20 runs at random N and D, with a log noise of 1 %. SciPy's BFGS, with exact gradients,
minimises the same sum of Huber's function from random starts, from wide thresholds to the objective's
own. A set counts as missed where it finds an objective lower by more than a millionth.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from laws import LAWS

ROOT = Path(__file__).resolve().parents[2]
DELTA, STAGES = 1e-3, [1.0, 0.1, 0.01, 1e-3]


def runs(law, seed):
    """N, D and L of a set: 8 to 20 runs, as the seed says."""
    random = np.random.default_rng(seed)
    count = 8 + seed * 7 % 13
    parameters = 10 ** random.uniform(7, 10, count)
    tokens = 10 ** random.uniform(9, 11.5, count)
    losses = law.truth(parameters, tokens) * np.exp(0.01 * random.standard_normal(count))
    return parameters, tokens, losses


def objective(theta, law, n, d, target, delta):
    """The sum of Huber's function of log L - log L̂ and its gradient by θ."""
    with np.errstate(all="ignore"):
        predicted, slopes = law.logarithm(theta, n, d)
        residuals = target - predicted
        size = np.abs(residuals)
        value = np.where(size <= delta, residuals**2 / 2, delta * (size - delta / 2)).sum()
        gradient = -slopes @ np.clip(residuals, -delta, delta)
    if not np.isfinite(value) or not np.all(np.isfinite(gradient)):
        return 1e10, np.zeros_like(theta)
    return value, gradient


def lowest(law, n, d, losses, starts, seed):
    """The lowest objective from random starts."""
    random = np.random.default_rng(10_000 + seed)
    n, d, target = np.log(n), np.log(d), np.log(losses)
    best = np.inf
    for _ in range(starts):
        theta = law.start(random, n, d, target)
        for delta in STAGES:
            theta = minimize(
                objective, theta, args=(law, n, d, target, delta), jac=True, method="BFGS",
                options={"gtol": 1e-9, "maxiter": 500},
            ).x
        best = min(best, objective(theta, law, n, d, target, DELTA)[0])
    return best


def examine(task):
    """Echelle's objective for a set, whether it claims to be alone, and the lowest of SciPy."""
    echelle, name, seed, starts = task
    law = LAWS[name]
    n, d, losses = runs(law, seed)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "runs.csv"
        rows = [f"{a:.17g},{b:.17g},{c:.17g}" for a, b, c in zip(n, d, losses)]
        table.write_text("\n".join(["N,D,loss", *rows]) + "\n")
        command = [echelle, "fit", table, "--law", law.formula, "--bootstrap", "0"]
        # The laws and the tables of the repository are found from its root.
        fit = json.loads(
            subprocess.check_output([*command, "--format", "json"], text=True, cwd=ROOT)
        )
    certificate = fit["certificate"]
    claims = (
        certificate["shareOfStartsAtBest"] == 1 and certificate["runnerUpObjective"] is None
        and not certificate["equalMinima"] and not certificate["undetermined"]
    )
    found = lowest(law, n, d, losses, starts, seed)
    return name, seed, fit["objective"]["sum"], found, claims


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("echelle", type=Path)
    parser.add_argument("--sets", type=int, default=100)
    parser.add_argument("--starts", type=int, default=120)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    tasks = [
        (options.echelle.resolve(), name, seed, options.starts)
        for name in LAWS for seed in range(1, options.sets + 1)
    ]
    missed = {name: [] for name in LAWS}
    higher = dict.fromkeys(LAWS, 0)
    with ProcessPoolExecutor(options.processes) as pool:
        for name, seed, value, found, claims in pool.map(examine, tasks, chunksize=4):
            if found < value * (1 - 1e-6):
                missed[name].append((seed, claims))
                claim = ", where no other was said to be there" if claims else ""
                print(f"{name} {seed}: {value:.6e}, SciPy {found:.6e}{claim}", flush=True)
            higher[name] += found > value * (1 + 1e-6)
    print("| law | sets | SciPy lower | of these claimed alone | SciPy higher |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name in LAWS:
        claimed = sum(claims for _, claims in missed[name])
        print(f"| {name} | {options.sets} | {len(missed[name])} | {claimed} | {higher[name]} |")
    count = sum(map(len, missed.values()))
    claimed = sum(claims for sets in missed.values() for _, claims in sets)
    sys.exit(count > 0.01 * len(tasks) or claimed > 0)


if __name__ == "__main__":
    main()
