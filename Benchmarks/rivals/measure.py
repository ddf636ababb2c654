"""Times a rival's fits one by one and prints what the driver reads."""

import json
import math
import sys
import time

import workload as workloads

from . import chinchilla


def run(methods, versions):
    """Runs each method `fit(start, ln N, ln D, ln L) -> θ` on the workload named on the command
    line, and prints a list with an entry per method:

        {"name", "version", "refit": {"seconds", "objectives"}, "start": {"seconds", "objectives"}}

    `seconds` has the processor time of each fit, `objectives` the sum it stopped at, null where
    that is not finite.
    """
    workload = workloads.read(sys.argv[1])
    refits = [(workload.optimum, workload.resampled(k)) for k in range(len(workload.resamples))]
    starts = [(start, workload.columns) for start in workload.starts]
    results = [
        {
            "name": name,
            "version": versions,
            "refit": _measured(fit, refits),
            "start": _measured(fit, starts),
        }
        for name, fit in methods.items()
    ]
    json.dump(results, sys.stdout)


def _measured(fit, cases):
    seconds, objectives = [], []
    fit(cases[0][0], *cases[0][1])  # once untimed: imports, caches
    for start, columns in cases:
        begin = time.process_time()
        theta = fit(start, *columns)
        seconds.append(time.process_time() - begin)
        value = chinchilla.objective(theta, *columns)
        objectives.append(value if math.isfinite(value) else None)
    return {"seconds": seconds, "objectives": objectives}
