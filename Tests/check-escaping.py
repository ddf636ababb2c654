"""Reads texts as other programs do, and writes them as JSON.

    check-escaping.py csv|csv-names|pandas|python|markdown|words|page|cells FILE

csv and pandas give the first column of a CSV file, csv-names the column 'name'; python the list that a file of Python holds; markdown
the text of each paragraph of the documents in a JSON list, with the tags in them; words the words of each
line, as a shell or sbatch splits them; page what Chromium makes of a page; cells the
functions that the code of a notebook calls.
"""

import ast
import csv
import html
import json
import re
import shlex
import sys
from pathlib import Path


def read_csv(path):
    with open(path, newline="", encoding="utf-8") as file:
        return [row[0] for row in csv.reader(file) if len(row) == 2][1:]


def read_names(path):
    with open(path, newline="", encoding="utf-8") as file:
        return [row["name"] for row in csv.DictReader(file)]


def read_pandas(path):
    import pandas

    return list(pandas.read_csv(path, dtype=str, keep_default_na=False)["text"])


def read_markdown(path):
    import mistune

    render = mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])
    result = []
    for text in json.loads(Path(path).read_text(encoding="utf-8")):
        page = render(text)
        tags = re.findall(r"<(\w+)", page)
        result.append([html.unescape(re.sub(r"</?\w+>", "", page)), " ".join(tags)])
    return result


def read_page(path):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page()
        messages = []
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.goto(Path(path).resolve().as_uri())
        page.wait_for_timeout(200)
        result = page.evaluate(
            """() => ({
              title: document.title,
              images: document.querySelectorAll("img, iframe, object").length,
              texts: [...document.querySelectorAll("p.text")].map(p => p.textContent),
              titles: [...document.querySelectorAll("p.text")].map(p => p.title),
              data: JSON.parse(document.getElementById("data")?.textContent ?? "null"),
            })"""
        )
        browser.close()
    result["messages"] = messages
    if not isinstance(result["data"], list):
        result["data"] = []
    return result


def read_cells(path):
    """The names that the code of a notebook calls."""
    cells = json.loads(Path(path).read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    calls = [node for text in code for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return sorted({call.func.id for call in calls if isinstance(call.func, ast.Name)})


READERS = {
    "csv": read_csv,
    "csv-names": read_names,
    "pandas": read_pandas,
    "python": lambda path: ast.literal_eval(Path(path).read_text(encoding="utf-8")),
    "markdown": read_markdown,
    "words": lambda path: [
        shlex.split(line) for line in Path(path).read_text(encoding="utf-8").split("\n") if line
    ],
    "page": read_page,
    "cells": read_cells,
}

print(json.dumps(READERS[sys.argv[1]](sys.argv[2])))
