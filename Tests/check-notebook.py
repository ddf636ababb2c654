"""Checks a notebook of Echelle: that it is valid, that it runs, and that its outputs are what it gives.

    check-notebook.py NOTEBOOK

It is run by 'jupyter nbconvert --execute' in its folder. Each fault is a line; the exit status is 1 if
there is any.
"""

import json
import subprocess
import sys
from pathlib import Path

import nbformat


def printed(cell):
    """What a cell printed."""
    return "".join(output.text for output in cell.outputs if output.output_type == "stream")


def images(cell):
    """How many drawings a cell left."""
    return sum("image/png" in output.get("data", {}) for output in cell.outputs)


def faults(path):
    source = json.loads(path.read_text())
    if (source["nbformat"], source["nbformat_minor"]) != (4, 5):
        yield "is not in the form 4.5"
    nbformat.validate(source)
    run = subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--stdout", path.name],
        cwd=path.parent, capture_output=True, text=True)
    if run.returncode:
        yield f"does not run: {run.stderr[-1500:]}"
        return
    shown = nbformat.read(path, as_version=4)
    executed = nbformat.reads(run.stdout, as_version=4)
    for before, after in zip(shown.cells, executed.cells, strict=True):
        if before.cell_type != "code":
            continue
        for output in after.outputs:
            if output.get("name") == "stderr":
                yield f"{before.id}: warns: {output.text}"
        if printed(before) != printed(after):
            yield f"{before.id}: prints {printed(after)!r}, not {printed(before)!r}"
        if images(after) != before.source.count("plt.show()"):
            yield f"{before.id}: draws {images(after)} figures"
        if images(before) > images(after):
            yield f"{before.id}: shows what it does not draw"


def main(path):
    found = list(faults(Path(path).resolve()))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
