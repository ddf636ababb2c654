"""The law and the objective that all rivals share, in NumPy.

    rᵢ = ln Lᵢ − ln(exp(a − α ln Nᵢ) + exp(b − β ln Dᵢ) + exp(e)),   θ = (a, b, e, α, β)
    minimise Σᵢ Huber(rᵢ; δ),   δ = 1e-3
"""

import numpy as np

DELTA = 1e-3


def residuals(theta, log_parameters, log_tokens, log_loss):
    """r (n), by a log-sum-exp that cannot overflow."""
    return log_loss - _log_loss_and_shares(theta, log_parameters, log_tokens)[0]


def jacobian(theta, log_parameters, log_tokens, log_loss):
    """∂r/∂θ (n × 5): each term's share p of the predicted loss, and ln N, ln D times it."""
    _, (p, q, s) = _log_loss_and_shares(theta, log_parameters, log_tokens)
    return np.column_stack([-p, -q, -s, p * log_parameters, q * log_tokens])


def objective(theta, log_parameters, log_tokens, log_loss):
    """Σ Huber(r; δ)."""
    r = np.abs(residuals(theta, log_parameters, log_tokens, log_loss))
    return float(np.where(r <= DELTA, 0.5 * r * r, DELTA * (r - 0.5 * DELTA)).sum())


def _log_loss_and_shares(theta, log_parameters, log_tokens):
    a, b, e, alpha, beta = theta
    terms = np.stack(
        [a - alpha * log_parameters, b - beta * log_tokens, np.full_like(log_tokens, e)]
    )
    largest = terms.max(axis=0)
    terms = np.exp(terms - largest)
    total = terms.sum(axis=0)
    return largest + np.log(total), terms / total
