"""SciPy's `least_squares` with its Huber loss and an analytic Jacobian.
`python -m rivals.least_squares WORKLOAD`

It runs twice: with SciPy's default tolerances (1e-8), and with tolerances that bring it to the
optimum.
"""

import scipy
from scipy.optimize import least_squares

from . import chinchilla, measure


TIGHT = {"ftol": 1e-12, "xtol": 1e-12, "gtol": 1e-12}


def fitting(**tolerances):
    """A method `fit(start, *columns) -> θ`, with the scale that was fastest to the optimum."""

    def fit(start, *columns):
        return least_squares(
            chinchilla.residuals,
            start,
            jac=chinchilla.jacobian,
            args=columns,
            loss="huber",
            f_scale=chinchilla.DELTA,
            x_scale="jac",
            **tolerances,
        ).x

    return fit


if __name__ == "__main__":
    measure.run(
        {
            "SciPy least_squares, Huber": fitting(),
            "SciPy least_squares, Huber, 1e-12": fitting(**TIGHT),
        },
        f"SciPy {scipy.__version__}",
    )
