"""NIST's Statistical Reference Datasets for nonlinear regression: https://www.itl.nist.gov/div898/strd/."""

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

GAUSS = "b1*exp(-b2*x) + b3*exp(-(x-b4)^2/b5^2) + b6*exp(-(x-b7)^2/b8^2)"
LANCZOS = "b1*exp(-b2*x) + b3*exp(-b4*x) + b5*exp(-b6*x)"
CHWIRUT = "exp(-b1*x) / (b2+b3*x)"
RISE = "b1*(1-exp(-b2*x))"
CUBICS = "(b1+b2*x+b3*x^2+b4*x^3) / (1+b5*x+b6*x^2+b7*x^3)"
WAVES = " + ".join(
    ["b1 + b2*cos(2*pi*x/12) + b3*sin(2*pi*x/12)"]
    + [f"b{i + 1}*cos(2*pi*x/b{i}) + b{i + 2}*sin(2*pi*x/b{i})" for i in (4, 7)]
)

# The models as Echelle reads them; with ** for ^ they are Python as well.
MODELS = {
    "Bennett5": "b1*(b2+x)^(-1/b3)",
    "BoxBOD": RISE,
    "Chwirut1": CHWIRUT,
    "Chwirut2": CHWIRUT,
    "DanWood": "b1*x^b2",
    "ENSO": WAVES,
    "Eckerle4": "(b1/b2) * exp(-0.5*((x-b3)/b2)^2)",
    "Gauss1": GAUSS,
    "Gauss2": GAUSS,
    "Gauss3": GAUSS,
    "Hahn1": CUBICS,
    "Kirby2": "(b1+b2*x+b3*x^2) / (1+b4*x+b5*x^2)",
    "Lanczos1": LANCZOS,
    "Lanczos2": LANCZOS,
    "Lanczos3": LANCZOS,
    "MGH09": "b1*(x^2+x*b2) / (x^2+x*b3+b4)",
    "MGH10": "b1*exp(b2/(x+b3))",
    "MGH17": "b1 + b2*exp(-x*b4) + b3*exp(-x*b5)",
    "Misra1a": RISE,
    "Misra1b": "b1*(1-(1+b2*x/2)^(-2))",
    "Misra1c": "b1*(1-(1+2*b2*x)^(-.5))",
    "Misra1d": "b1*b2*x*((1+b2*x)^(-1))",
    "Nelson": "b1 - b2*x1*exp(-b3*x2)",
    "Rat42": "b1 / (1+exp(b2-b3*x))",
    "Rat43": "b1 / (1+exp(b2-b3*x))^(1/b4)",
    "Roszman1": "b1 - b2*x - atan(b3/(x-b4))/pi",
    "Thurber": CUBICS,
}


@dataclass
class Problem:
    """One problem; the response is the first column."""

    name: str
    starts: tuple = field(default_factory=lambda: ([], []))
    values: list = field(default_factory=list)
    standard_errors: list = field(default_factory=list)
    residual_deviation: float = 0.0
    columns: list = field(default_factory=list)
    # The cells as they are written, so that every program reads the same text.
    rows: list = field(default_factory=list)

    @property
    def coefficients(self):
        return [f"b{i + 1}" for i in range(len(self.values))]

    @property
    def law(self):
        left = "log(y)" if self.name == "Nelson" else "y"
        return f"{left} = {MODELS[self.name]}"

    @property
    def csv(self):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([self.columns, *self.rows])
        return text.getvalue()


def carried(folder):
    """The problems that the repository carries, by name."""

    def rows(name):
        with open(Path(folder) / name, newline="") as file:
            return list(csv.DictReader(file))

    problems = {}
    for row in rows("problems.csv"):
        problem = problems[row["problem"]] = Problem(row["problem"])
        problem.residual_deviation = float(row["residual_deviation"])
    for row in rows("coefficients.csv"):
        problem = problems[row["problem"]]
        problem.starts[0].append(float(row["start_1"]))
        problem.starts[1].append(float(row["start_2"]))
        problem.values.append(float(row["certified"]))
        problem.standard_errors.append(float(row["standard_deviation"]))
    for row in rows("observations.csv"):
        problem = problems[row["problem"]]
        problem.columns = ["y", "x1", "x2"] if row["x2"] else ["y", "x"]
        problem.rows.append([row[name] for name in ("y", "x1", "x2") if row[name]])
    return list(problems.values())


def read(path):
    """Reads a problem's file as NIST publishes it."""
    problem = Problem(Path(path).stem)
    for line in Path(path).read_text(encoding="latin-1").splitlines():
        words = line.split()
        if words[:2] == ["Data:", "y"]:
            problem.columns = words[1:]
        elif problem.columns:
            if len(words) == len(problem.columns):
                problem.rows.append(words)
        elif re.match(r"\s*b\d+ +=", line) and len(words) == 6:
            first, second, value, error = map(float, words[2:])
            problem.starts[0].append(first)
            problem.starts[1].append(second)
            problem.values.append(value)
            problem.standard_errors.append(error)
        elif line.startswith("Residual Standard Deviation:"):
            problem.residual_deviation = float(words[-1])
    return problem
