"""The usual notebook method: SciPy's `minimize` with gradients by autograd, as in the replication
of Hoffmann et al. by Besiroglu et al. (2024). `python -m rivals.notebook WORKLOAD`

Each method runs twice: with SciPy's default tolerances, as notebooks do, and with tolerances that
bring it to the optimum. The defaults stop at a gradient of 1e-5, which for a sum of 1e-3 is early.
"""

import warnings

import autograd
import autograd.numpy as np
import scipy
from scipy.optimize import minimize

from . import chinchilla, measure

METHODS = {
    "SciPy BFGS, autograd": ("BFGS", {}),
    "SciPy BFGS, autograd, gtol 1e-8": ("BFGS", {"gtol": 1e-8}),
    "SciPy L-BFGS-B, autograd": ("L-BFGS-B", {}),
    "SciPy L-BFGS-B, autograd, ftol 1e-14": (
        "L-BFGS-B",
        {"ftol": 1e-14, "gtol": 1e-8, "maxiter": 5000, "maxfun": 5000},
    ),
}


def objective(theta, log_parameters, log_tokens, log_loss):
    """Σ Huber(r; δ), written as one would for autograd."""
    a, b, e, alpha, beta = theta
    predicted = np.log(
        np.exp(a - alpha * log_parameters) + np.exp(b - beta * log_tokens) + np.exp(e)
    )
    r = np.abs(log_loss - predicted)
    delta = chinchilla.DELTA
    return np.sum(np.where(r <= delta, 0.5 * r**2, delta * (r - 0.5 * delta)))


gradient = autograd.grad(objective)


def fitting(method, options):
    def fit(start, *columns):
        return minimize(
            objective, start, args=columns, jac=gradient, method=method, options=options
        ).x

    return fit


if __name__ == "__main__":
    warnings.simplefilter("ignore", RuntimeWarning)  # far starts overflow on their way
    measure.run(
        {name: fitting(*settings) for name, settings in METHODS.items()},
        f"SciPy {scipy.__version__}",
    )
