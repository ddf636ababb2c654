"""Checks a notebook of Echelle: that it is valid, that it runs, and that running it gives its outputs.

    check-notebook.py NOTEBOOK

'jupyter nbconvert --execute' runs it in its folder. Its drawings must be true-colour, and its text cells must
show no mark-up once they are rendered. Each fault is a line; the exit status is 1 if there is any.
"""

import base64
import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
from nbconvert.filters.markdown import markdown2html


def printed(cell):
    """What a cell printed."""
    return "".join(output.text for output in cell.outputs if output.output_type == "stream")


def images(cell):
    """The number of drawings below a cell."""
    return sum("image/png" in output.get("data", {}) for output in cell.outputs)


def colour_faults(cell):
    """Drawings of a cell whose colours were reduced to a palette."""
    for output in cell.get("outputs", []):
        image = output.get("data", {}).get("image/png")
        # The colour type of a PNG's header: 2 and 6 are true colour.
        if image and base64.b64decode(image)[25] not in (2, 6):
            yield f"{cell.id}: the drawing has a palette"


def mark_up_faults(cell):
    """Mark-up of Markdown that is visible when a text cell is rendered."""
    html = markdown2html(cell.source)
    shown = re.sub(r"<pre>.*?</pre>|<code>.*?</code>|<[^>]+>", "", html, flags=re.DOTALL)
    for mark in ("**", "##", "```"):
        if mark in shown:
            yield f"{cell.id}: shows {mark}"


def faults(path):
    source = json.loads(path.read_text())
    if (source["nbformat"], source["nbformat_minor"]) != (4, 5):
        yield "is not in the form 4.5"
    nbformat.validate(source)
    for cell in nbformat.read(path, as_version=4).cells:
        yield from colour_faults(cell) if cell.cell_type == "code" else mark_up_faults(cell)
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
