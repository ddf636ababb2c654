"""The programs that are certified: each takes a problem and a start, and returns a Solution."""

import json
import math
import subprocess
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

import lmfit
import numpy as np
from scipy.optimize import curve_fit, least_squares

ECHELLE = Path(__file__).resolve().parents[2] / ".build/release/echelle"
FUNCTIONS = {name: getattr(np, name) for name in ("exp", "log", "cos", "sin", "pi")} | {
    "atan": np.arctan
}


@dataclass
class Solution:
    """What a program found; NaN where it found nothing."""

    values: list
    standard_errors: list
    residual_deviation: float


def nothing(problem):
    nan = [math.nan] * len(problem.values)
    return Solution(nan, nan, math.nan)


def echelle(problem, start):
    """The command, on a table in a temporary file."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "runs.csv"
        table.write_text(problem.csv)
        point = ",".join(f"{b}={value!r}" for b, value in zip(problem.coefficients, start))
        run = subprocess.run(
            [ECHELLE, "fit", table, "--law", problem.law, "--objective", "squares",
             "--bootstrap", "0", "--start", point, "--format", "json"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    if run.returncode != 0:
        print(f"{problem.name}: {run.stderr.strip()}")
        return nothing(problem)
    fit = json.loads(run.stdout)
    errors = fit["classical"].get("standardErrors", {})
    return Solution(
        [fit["coefficients"][b]["estimate"] for b in problem.coefficients],
        [errors.get(b, math.nan) for b in problem.coefficients],
        fit["classical"]["residualDeviation"],
    )


def model(problem):
    """The columns, the response and the model as a function of the coefficients."""
    columns = dict(zip(problem.columns, np.array(problem.rows, dtype=float).T))
    observed = columns.pop("y")
    observed = np.log(observed) if problem.name == "Nelson" else observed
    code = compile(problem.law.split("=")[1].strip().replace("^", "**"), problem.name, "eval")

    def values(*coefficients):
        names = dict(zip(problem.coefficients, coefficients))
        return eval(code, {"__builtins__": {}}, FUNCTIONS | columns | names)  # noqa: S307

    return observed, values


def scipy_least_squares(problem, start, **options):
    observed, values = model(problem)
    found = least_squares(lambda b: values(*b) - observed, start, **options)
    freedom = len(observed) - len(start)
    deviation = math.sqrt(2 * found.cost / freedom)
    # With columns of unit length, as the units of the coefficients are far apart.
    lengths = np.linalg.norm(found.jac, axis=0)
    scaled = found.jac / lengths
    errors = np.sqrt(np.diag(np.linalg.pinv(scaled.T @ scaled))) / lengths * deviation
    return Solution(list(found.x), list(errors), deviation)


def scipy_curve_fit(problem, start, **options):
    observed, values = model(problem)
    found, covariance = curve_fit(
        lambda _, *b: values(*b), None, observed, p0=start, maxfev=100000, **options
    )
    residuals = values(*found) - observed
    deviation = math.sqrt(residuals @ residuals / (len(observed) - len(start)))
    return Solution(list(found), list(np.sqrt(np.diag(covariance))), deviation)


def lmfit_leastsq(problem, start):
    observed, values = model(problem)
    parameters = lmfit.Parameters()
    for name, value in zip(problem.coefficients, start):
        parameters.add(name, value=value)
    found = lmfit.minimize(
        lambda p: values(*(p[b].value for b in problem.coefficients)) - observed, parameters
    )
    errors = [found.params[b].stderr for b in problem.coefficients]
    return Solution(
        [found.params[b].value for b in problem.coefficients],
        [math.nan if error is None else error for error in errors],
        math.sqrt(found.redchi),
    )


TOLERANCES = {"xtol": 1e-15, "ftol": 1e-15, "gtol": 1e-15}
# The models are analytic, so that complex steps give derivatives to the last digit.
TIGHT = TOLERANCES | {"x_scale": "jac", "max_nfev": 10000, "jac": "cs"}

PROGRAMS = {
    "Echelle": echelle,
    "least_squares": scipy_least_squares,
    "least_squares, tight": lambda problem, start: scipy_least_squares(problem, start, **TIGHT),
    "curve_fit": scipy_curve_fit,
    "curve_fit, tight": lambda problem, start: scipy_curve_fit(problem, start, **TOLERANCES),
    "lmfit": lmfit_leastsq,
}


def solve(name, problem, start):
    """What the program found, or nothing where it gave up."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return PROGRAMS[name](problem, start)
        except (RuntimeError, ValueError, np.linalg.LinAlgError):
            return nothing(problem)
