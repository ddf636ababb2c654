"""Checks the page of a report in a real browser: headless Chromium, driven by Playwright.

    check-page.py ECHELLE FIT PAGE BUDGET,… [HOVERED]

The page must be valid HTML, make no request, write nothing to the console, not scroll sideways at 375 pixels,
have enough contrast in both themes, show the numbers of `echelle plan` for each budget and FIT, and show the run
under the pointer: the text HOVERED must then be visible. Each fault is a line; the exit status is 1 if there is
any.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from check_html import html_faults
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
FIGURES = {
    "parameters": "parameterCount",
    "tokens": "tokenCount",
    "ratio": "tokensPerParameter",
    "loss": "loss",
    "hours": "acceleratorTime",
    "energy": "energy",
    "emissions": "emissions",
}
UNITS = {"": 1, "k": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
NUMBER = re.compile(r"(\d+(?:\.(\d+))?(?:e([+-]\d+))?)(?: ([kMBT]))?")


def is_rounded(text, value, unit=""):
    """Whether a text such as `73.2 B` is the number, rounded to the digits shown; in `unit` where it has none."""
    match = NUMBER.fullmatch(text)
    if not match:
        return False
    scale = 10 ** int(match[3] or 0) * UNITS[match[4] or unit]
    shown = float(match[1]) * UNITS[match[4] or unit]
    half = 0.5 * 10 ** -len(match[2] or "") * scale
    return abs(shown - value) <= half * (1 + 1e-9)


def planned(echelle, fit, budget):
    """The plan for a budget by `echelle plan`: the document and the text."""
    command = [echelle, "plan", fit, "--compute", budget]
    run = lambda *more: subprocess.run(
        [*command, *more], check=True, capture_output=True, text=True
    ).stdout
    return json.loads(run("--format", "json"))["plans"][0], run()


def plan_faults(page, echelle, fit, budget, place):
    """Differences between the page and `echelle plan`."""
    plan, text = planned(echelle, fit, budget)
    for key, name in FIGURES.items():
        row = page.locator(f"#plan [data-figure={key}]")
        value = row.locator("[data-value]").inner_text()
        ends = row.locator("[data-interval]").inner_text()
        estimate = plan[name]
        if not is_rounded(value, estimate["estimate"]) or value not in text:
            yield f"{place}: {key} is {value}, planned {estimate['estimate']}"
        interval = estimate["interval"]
        if interval is None:
            if "[" in ends:
                yield f"{place}: {key} has the interval {ends}, and none is planned"
            continue
        shown = re.fullmatch(r"\[(.*), (.*)\]", ends)
        pair = [interval["lower"], interval["upper"]]
        unit = value[-1] if value[-1] in UNITS else ""
        if not shown or not all(map(is_rounded, shown.groups(), pair, [unit, unit])):
            yield f"{place}: {key} has the interval {ends}, planned {pair}"
        if ends not in text:
            yield f"{place}: {key} has the interval {ends}, which `echelle plan` does not print"
    answer = page.locator("#sentence").inner_text()
    if page.locator("#plan [data-figure=parameters] [data-value]").inner_text() not in answer:
        yield f"{place}: the sentence is another: {answer}"


def budget_faults(page, echelle, fit, budgets):
    """The plan as it is written, as the slider moves, and for budgets that are typed."""
    start = page.locator("#exact").input_value()
    yield from plan_faults(page, echelle, fit, start, "at first")
    slider = page.locator("#budget")
    low, high = (float(slider.get_attribute(end)) for end in ("min", "max"))
    for share in (0, 0.37, 1):
        before = page.locator("#sentence").inner_text()
        slider.evaluate(
            "(slider, value) => { slider.value = value; slider.dispatchEvent(new Event('input')); }",
            str(low + share * (high - low)),
        )
        if page.locator("#sentence").inner_text() == before:
            yield f"slider at {share}: nothing moved"
        budget = page.locator("#exact").input_value()
        yield from plan_faults(page, echelle, fit, budget, f"slider at {share}")
    for budget in budgets:
        page.locator("#exact").fill(budget)
        yield from plan_faults(page, echelle, fit, budget, budget)
    page.locator("#exact").fill("much")
    if page.locator("#exact").get_attribute("aria-invalid") != "true":
        yield "a budget that is no number is accepted"


def hover_faults(page, hovered):
    """Whether pointing at a run shows it, and the arrow keys move from run to run."""
    box = page.locator("#explorer")
    box.scroll_into_view_if_needed()
    seen = set()
    points = page.locator("#explorer circle.point")
    for index in range(min(points.count(), 12)):
        frame = points.nth(index).bounding_box()
        page.mouse.move(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
        if not page.locator("#tip").is_visible():
            yield f"run {index}: nothing is shown"
            return
        seen.add(page.locator("#tip").inner_text())
    if not any(hovered in text for text in seen):
        yield f"'{hovered}' is not in {sorted(seen)}"
    if not all("FLOP" in text and "residual" in text for text in seen):
        yield f"a run is not shown in full: {sorted(seen)}"
    page.mouse.move(0, 0)
    box.focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("#run").inner_text()
    page.keyboard.press("ArrowRight")
    if page.locator("#run").inner_text() == first:
        yield "the arrow keys do not move"


def contrast(one, other):
    """The contrast of two colours by WCAG 2.2."""

    def luminance(colour):
        channels = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def look_faults(page, place):
    """Sideways scroll, contrast, and names of what is drawn."""
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if width > 0:
        yield f"{place}: scrolls sideways by {width} pixels"
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for selector in ("body", ".muted", "#plan [data-value]", "figcaption"):
        colour = page.locator(selector).first.evaluate("element => getComputedStyle(element).color")
        if contrast(colour, paper) < 4.5:
            yield f"{place}: {selector} has {colour} on {paper}"
    unnamed = page.evaluate(
        """[...document.querySelectorAll('.drawing svg')].filter(svg =>
             !document.getElementById(svg.getAttribute('aria-labelledby'))?.textContent.trim()).length"""
    )
    if unnamed:
        yield f"{place}: {unnamed} drawings have no name"
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => Number(h.tagName[1]))")
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"{place}: the headings are {levels}"
    if any(after - before > 1 for before, after in zip(levels, levels[1:])):
        yield f"{place}: the headings skip a level: {levels}"


def main(echelle, fit, path, budgets, hovered="row "):
    faults = []
    faults += html_faults(path)
    size = Path(path).stat().st_size
    if size > 1_000_000:
        faults.append(f"the page has {size} bytes")
    address = Path(path).resolve().as_uri()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for theme in ("light", "dark"):
            for width in (1280, 375):
                context = browser.new_context(
                    viewport={"width": width, "height": 800}, color_scheme=theme
                )
                page = context.new_page()
                place = f"{theme}, {width} pixels"
                page.on(
                    "request",
                    lambda request: request.url == address
                    or request.url.startswith("data:")
                    or faults.append(f"{place}: requests {request.url}"),
                )
                page.on("console", lambda message: faults.append(f"{place}: says {message.text}"))
                page.on("pageerror", lambda error: faults.append(f"{place}: fails: {error}"))
                page.goto(address)
                faults += look_faults(page, place)
                if theme == "light":
                    faults += [f"{place}: {fault}" for fault in hover_faults(page, hovered)]
                if (theme, width) == ("light", 1280):
                    faults += budget_faults(page, echelle, fit, budgets.split(","))
                if page.evaluate("window.wasInjected"):
                    faults.append(f"{place}: a name in the runs was run as a script")
                context.close()
        browser.close()
    print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main(*sys.argv[1:]))
