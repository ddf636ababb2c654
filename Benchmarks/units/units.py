"""Compares ways to bootstrap few units of rows that share an error, where the truth is known.

    units.py DESIGN [--sets 300] [--replicates 200]

DESIGN is sizes:9x4 (nine sizes of four runs, an effect of 1 % per size) or runs:16 (sixteen runs, an effect of
1 % per run). Chinchilla's law is fitted by least squares of log L. For each figure, a line has the share of 95 %
intervals that hold the truth, and their median width, by

* pairs: units drawn with replacement, percentiles;
* figures: the same, deviations of each figure times t(G - 1)/z * sqrt(G/(G - 1)), as Echelle does;
* coordinates: the same for deviations of the fitted coordinates, from which the figures are computed;
* gamma: weights of units from a gamma distribution whose variance is the square of that factor.
"""

import argparse

import numpy as np
from scipy import stats

E, A, B, ALPHA, BETA = 1.69, 406.4, 410.7, 0.34, 0.28
BUDGET = 1e25


class Design:
    """The rows of a table: centred log N and log D, and the unit of each."""

    def __init__(self, text):
        kind, size = text.split(":")
        if kind == "sizes":
            self.count, per = map(int, size.split("x"))
            self.effect, self.noise, self.least = 0.01, 0.005, 3
            n = np.repeat(np.geomspace(5e7, 5e9, self.count), per)
            d = np.tile(np.geomspace(1e9, 1e11, per), self.count)
            self.unit = np.repeat(np.arange(self.count), per)
        else:
            self.count = int(size)
            # The mean of ten rows of a run.
            self.effect, self.noise, self.least = 0.01, 0.002 / 10**0.5, 5
            side = round(self.count**0.5)
            other = -(-self.count // side)
            n = np.repeat(np.geomspace(3e7, 3e9, side), other)[: self.count]
            d = np.tile(np.geomspace(1e9, 1e11, other), side)[: self.count]
            self.unit = np.arange(self.count)
        centers = np.log(n).mean(), np.log(d).mean()
        self.n, self.d = np.log(n) - centers[0], np.log(d) - centers[1]
        self.truth = np.array([
            np.log(E), np.log(A) - ALPHA * centers[0], ALPHA, np.log(B) - BETA * centers[1], BETA,
        ])
        target = (BUDGET / 120) ** 0.5
        self.far = np.log(target) - centers[0], np.log(BUDGET / 6 / target) - centers[1]

    def figures(self, theta):
        """The figures of each row of coordinates."""
        return {
            "ln L(1e25)": logarithm(theta, *self.far)[0][:, 0],
            "ln L in range": logarithm(theta, 0.0, 0.0)[0][:, 0],
            "alpha": theta[:, 2],
            "beta": theta[:, 4],
            "ln E": theta[:, 0],
        }


def logarithm(theta, n, d):
    """log L and the shares of its three terms."""
    terms = [
        np.exp(theta[:, :1]) + 0 * n,
        np.exp(theta[:, 1:2] - theta[:, 2:3] * n),
        np.exp(theta[:, 3:4] - theta[:, 4:5] * d),
    ]
    total = sum(terms)
    return np.log(total), [term / total for term in terms]


def fit(design, target, weights, start):
    """The minima of weighted sums of squares, one per row of weights, by Levenberg's and Marquardt's steps."""
    theta = np.broadcast_to(start, (len(weights), 5)).copy()
    damping = np.full(len(weights), 1e-4)
    value = np.full(len(weights), np.inf)
    step = np.zeros_like(theta)
    places = range(5)
    for _ in range(200):
        with np.errstate(all="ignore"):
            predicted, shares = logarithm(theta + step, design.n, design.d)
            residuals = target - predicted
            trial = (weights * residuals**2).sum(1)
        better = trial <= value
        theta[better] += step[better]
        value = np.where(better, trial, value)
        damping = np.where(better, damping / 5, damping * 8).clip(1e-12, 1e8)
        predicted, (e, a, b) = logarithm(theta, design.n, design.d)
        residuals = target - predicted
        jacobian = np.stack([e, a, -a * design.n, b, -b * design.d], -1)
        weighted = weights[..., None] * jacobian
        hessian = np.swapaxes(weighted, 1, 2) @ jacobian
        diagonal = np.einsum("bii->bi", hessian)
        hessian[:, places, places] = diagonal * (1 + damping[:, None]) + 1e-14
        gradient = np.einsum("bij,bi->bj", weighted, residuals)
        step = np.clip(np.linalg.solve(hessian, gradient[..., None])[..., 0], -2, 2)
        if (np.abs(step).max(1) < 1e-5).mean() > 0.98:
            break
    return theta


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("design")
    parser.add_argument("--sets", type=int, default=300)
    parser.add_argument("--replicates", type=int, default=200)
    options = parser.parse_args()
    design = Design(options.design)
    count, random = design.count, np.random.default_rng(0)
    factor = stats.t.ppf(0.975, count - 1) / stats.norm.ppf(0.975) * (count / (count - 1)) ** 0.5
    clean = logarithm(design.truth[None], design.n, design.d)[0][0]
    truth = {name: value[0] for name, value in design.figures(design.truth[None]).items()}
    found = {}
    for _ in range(options.sets):
        noise = design.effect * random.standard_normal(count)[design.unit]
        target = clean + noise + design.noise * random.standard_normal(len(clean))
        theta = fit(design, target, np.ones((1, len(clean))), design.truth)
        value = design.figures(theta)
        copies = random.multinomial(count, np.ones(count) / count, options.replicates).astype(float)
        copies = copies[(copies > 0).sum(1) >= design.least]
        pairs = fit(design, target, copies[:, design.unit], theta)
        gamma = random.gamma(factor**-2, factor**2, (options.replicates, count))
        gamma = fit(design, target, (gamma / gamma.mean(1, keepdims=True))[:, design.unit], theta)
        ways = {
            "pairs": (design.figures(pairs), 1),
            "figures": (design.figures(pairs), factor),
            "coordinates": (design.figures(theta + factor * (pairs - theta)), 1),
            "gamma": (design.figures(gamma), 1),
        }
        for way, (draws, scale) in ways.items():
            for name in truth:
                ends = value[name][0] + scale * (
                    np.quantile(draws[name], [0.025, 0.975]) - value[name][0])
                found.setdefault((name, way), []).append(
                    (ends[0] <= truth[name] <= ends[1], ends[1] - ends[0]))
    print(f"{options.design}: {options.sets} sets, factor {factor:.3f}")
    for name in truth:
        line = [f"{name:>14}"]
        for way in ways:
            held, widths = zip(*found[name, way])
            line.append(f"{way} {np.mean(held):.3f} ({np.median(widths):.4f})")
        print("  ".join(line))


if __name__ == "__main__":
    main()
