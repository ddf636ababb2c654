"""SciPy's `least_squares` with its Huber loss and an analytic Jacobian.
`python -m rivals.least_squares WORKLOAD`
"""

import scipy
from scipy.optimize import least_squares

from . import chinchilla, measure


def fit(start, *columns):
    """θ from `start`, with the scales and tolerances that were fastest to the optimum."""
    return least_squares(
        chinchilla.residuals,
        start,
        jac=chinchilla.jacobian,
        args=columns,
        loss="huber",
        f_scale=chinchilla.DELTA,
        x_scale="jac",
        ftol=1e-12,
        xtol=1e-12,
        gtol=1e-12,
    ).x


if __name__ == "__main__":
    measure.run({"SciPy least_squares, Huber": fit}, f"SciPy {scipy.__version__}")
