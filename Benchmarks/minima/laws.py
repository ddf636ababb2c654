"""Four laws with their true values, log L̂ with its derivatives by θ, and random starts.

Amplitudes and offsets are positive and stand in θ as logarithms; x and y are log N and log D.
"""

from dataclasses import dataclass
from typing import Callable

import numpy as np


def log_sum(terms):
    """log Σ exp(t) over the first axis, and each term's share of the sum."""
    largest = terms.max(axis=0)
    shares = np.exp(terms - largest)
    total = shares.sum(axis=0)
    return largest + np.log(total), shares / total


def chinchilla(theta, x, y):
    e, a, alpha, b, beta = theta
    value, (s, t, u) = log_sum(np.stack([0 * x + e, a - alpha * x, b - beta * y]))
    return value, np.stack([s, t, -t * x, u, -u * y])


def cross(theta, x, y):
    e, a, alpha, b, beta, g, gamma = theta
    terms = np.stack([0 * x + e, a - alpha * x, b - beta * y, g - gamma * (x + y)])
    value, (s, t, u, v) = log_sum(terms)
    return value, np.stack([s, t, -t * x, u, -u * y, v, -v * (x + y)])


def coupled(theta, x, y):
    e, a, alpha, b, beta, k = theta
    inner, (t, u) = log_sum(np.stack([a - alpha * x, b - beta * y]))
    power = np.exp(k)
    value, (s, v) = log_sum(np.stack([0 * x + e, power * inner]))
    w = v * power
    return value, np.stack([s, w * t, -w * t * x, w * u, -w * u * y, w * inner])


def kaplan(theta, x, y):
    nc, alpha, dc, beta = theta
    a, b = np.exp(alpha), np.exp(beta)
    inner, (t, u) = log_sum(np.stack([(nc - x) * a / b, dc - y]))
    by_nc, by_dc = t * a, u * b
    return b * inner, np.stack(
        [by_nc, t * a * (nc - x), by_dc, b * inner - t * a * (nc - x)])


def sizes(random, x, y, target, exponents):
    """Log amplitudes that give each term a random share of the loss at the mean of log N and log D."""
    mean = target.mean() + np.log(random.uniform(0.02, 0.8, len(exponents)))
    return [m + p * x.mean() + q * y.mean() for m, (p, q) in zip(mean, exponents)]


def exponents(random, count):
    return np.exp(random.uniform(np.log(0.05), np.log(1.5), count))


def start_chinchilla(random, x, y, target):
    alpha, beta = exponents(random, 2)
    e, a, b = sizes(random, x, y, target, [(0, 0), (alpha, 0), (0, beta)])
    return np.array([e, a, alpha, b, beta])


def start_cross(random, x, y, target):
    alpha, beta, gamma = exponents(random, 3)
    e, a, b, g = sizes(
        random, x, y, target, [(0, 0), (alpha, 0), (0, beta), (gamma / 2, gamma / 2)])
    return np.array([e, a, alpha, b, beta, g + gamma / 2 * (x.mean() + y.mean()), gamma])


def start_coupled(random, x, y, target):
    e, a, alpha, b, beta = start_chinchilla(random, x, y, target)
    k = np.exp(random.uniform(np.log(0.3), np.log(2)))
    return np.array([e, a / k, alpha / k, b / k, beta / k, np.log(k)])


def start_kaplan(random, x, y, target):
    alpha, beta = np.exp(random.uniform(np.log(0.02), np.log(0.5), 2))
    level = target.mean() / beta
    share = np.log(random.uniform(0.05, 0.95))
    nc = x.mean() + (level + share) * beta / alpha
    return np.array([nc, np.log(alpha), y.mean() + level + np.log1p(-np.exp(share)), np.log(beta)])


@dataclass(frozen=True)
class Law:
    formula: str
    truth: Callable
    logarithm: Callable
    start: Callable


LAWS = {
    "chinchilla": Law(
        "chinchilla", lambda n, d: 1.69 + 406.4 / n**0.34 + 410.7 / d**0.28, chinchilla,
        start_chinchilla),
    "coupled-power": Law(
        "coupled-power", lambda n, d: 1.7 + (900 / n**0.4 + 1500 / d**0.38) ** 0.8, coupled,
        start_coupled),
    "kaplan-joint": Law(
        "kaplan-joint",
        lambda n, d: ((8.8e13 / n) ** (0.076 / 0.095) + 5.4e13 / d) ** 0.095, kaplan,
        start_kaplan),
    "cross": Law(
        "E + A / N^alpha + B / D^beta + G / (N * D)^gamma",
        lambda n, d: 1.6 + 300 / n**0.34 + 350 / d**0.28 + 2000 / (n * d) ** 0.2, cross,
        start_cross),
}
