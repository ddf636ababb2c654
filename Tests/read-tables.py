"""Reads every table of a report with pandas and with DuckDB, which have to find the same in it.

    read-tables.py FOLDER

Each fault is a line; the exit status is 1 if there is any.
"""

import sys
from pathlib import Path

import duckdb
import pandas


def faults(folder):
    tables = sorted(folder.glob("*.csv"))
    if not tables:
        yield f"{folder} has no tables"
    for path in tables:
        frame = pandas.read_csv(path)
        relation = duckdb.read_csv(str(path), header=True, delimiter=",")
        if list(frame.columns) != relation.columns:
            yield f"{path.name}: pandas has the columns {list(frame.columns)}, DuckDB {relation.columns}"
            continue
        other = relation.df()
        if len(frame) != len(other):
            yield f"{path.name}: pandas has {len(frame)} rows, DuckDB {len(other)}"
        for name in frame.select_dtypes("number").columns:
            # What is empty throughout has no type of its own.
            if frame[name].isna().all():
                continue
            difference = (frame[name] - pandas.to_numeric(other[name])).abs()
            if (difference > 1e-9 * frame[name].abs()).any():
                yield f"{path.name}: {name} differs"


def main(folder):
    found = list(faults(Path(folder)))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
