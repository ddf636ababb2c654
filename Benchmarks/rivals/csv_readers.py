"""Other readers of CSV: `python -m rivals.csv_readers FILE` prints a list with an entry per reader,
every column taken:

    {"name", "version", "seconds": [processor time of each time the file was read], "checksum"}

The checksum is the sum modulo 2⁶⁴ of the bits of all numbers as doubles.
"""

import json
import sys
import time

import numpy as np
import pandas
import polars

REPEATS = 3

READERS = {
    "pandas, C engine": (pandas, lambda path: pandas.read_csv(path, engine="c")),
    "polars": (polars, polars.read_csv),
}


def checksum(columns):
    """The sum modulo 2⁶⁴ of the bits of the values of `columns` (arrays of numbers)."""
    bits = (np.asarray(column, dtype=np.float64).view(np.uint64) for column in columns)
    return str(sum(int(column.sum(dtype=np.uint64)) for column in bits) % 2**64)


def _measured(read, path):
    read(path)  # once untimed: imports, caches
    seconds = []
    for _ in range(REPEATS):
        begin = time.process_time()
        table = read(path)
        seconds.append(time.process_time() - begin)
    return {"seconds": seconds, "checksum": checksum(table[name] for name in table.columns)}


if __name__ == "__main__":
    json.dump(
        [
            {"name": name, "version": f"{library.__name__} {library.__version__}"}
            | _measured(read, sys.argv[1])
            for name, (library, read) in READERS.items()
        ],
        sys.stdout,
    )
