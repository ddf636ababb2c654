"""The measurement of reading tables: made files of numbers, and what Echelle and others make of
them."""

import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars

import programs
from rivals.csv_readers import checksum


@dataclass(frozen=True)
class ReadingScore:
    """One reader on one made file."""

    name: str
    megabytes_per_second: float  # 10⁶ bytes of the file per second of processor time
    is_exact: bool  # every number is the double nearest to its text


def training_log(size, generator):
    """Columns as a training log has them, about `size` bytes: mostly short numbers."""
    count = size // 71
    step = np.arange(1, count + 1)
    return {
        "step": step,
        "tokens": step * 2_097_152,
        "loss": np.round(2 + 8 / np.sqrt(step) + 0.05 * generator.standard_normal(count), 4),
        "gradient_norm": generator.lognormal(0, 1, count),
        "learning_rate": np.round(3e-4 * np.cos(step / count), 9),
        "seconds": np.round(generator.gamma(9, 0.1, count), 3),
        "watts": np.round(generator.normal(650, 20, count), 1),
    }


def full_precision(size, generator):
    """Columns of doubles with all their digits, about `size` bytes."""
    return {f"x{i}": generator.lognormal(0, 1, size // 114) for i in range(6)}


# What is in each file, and how many times the usual size it has.
FILES = {
    "a training log": (training_log, 1),
    "ten times as long": (training_log, 10),
    "17 digits a number": (full_precision, 1),
}


def measure(megabytes, rounds, seed):
    """Makes each of the files, of about `megabytes`, and has every reader read it for `rounds`.

    Returns, by the name of the file, its size in bytes, the checksum of its numbers and the
    rounds: lists of entries in the form of rivals/csv_readers.py, Echelle's first.
    """
    measured = {}
    for name, (columns, times) in FILES.items():
        size = times * megabytes * 10**6
        table = polars.DataFrame(columns(size, np.random.default_rng(seed)))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "numbers.csv"
            table.write_csv(path)  # the shortest digits that identify a number
            measured[name] = {
                "bytes": path.stat().st_size,
                "checksum": checksum(table.get_columns()),
                "rounds": [programs.measure(programs.READING, path) for _ in range(rounds)],
            }
    return measured


def scores(measured):
    """A list of scores per file, Echelle's first."""
    return {
        name: [
            ReadingScore(
                entries[0]["name"],
                file["bytes"]
                / 1e6
                / statistics.median(seconds for entry in entries for seconds in entry["seconds"]),
                all(entry["checksum"] == file["checksum"] for entry in entries),
            )
            for entries in zip(*file["rounds"])
        ]
        for name, file in measured.items()
    }
