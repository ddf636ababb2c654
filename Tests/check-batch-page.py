"""Checks the page of a batch in headless Chromium, driven by Playwright.

    check-batch-page.py PAGE ROWS…

In both themes, at 1280 and 375 pixels, the page must not scroll sideways, make no request, and write nothing to
the console. Each forest plot must have as many rows as ROWS has for it, with every mark within its bar. Each
fault is a line; the exit status is 1 if there is any.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OUTSIDE = """[...document.querySelectorAll('.forest-bar')].filter(bar => {
    const frame = bar.getBoundingClientRect();
    return [...bar.querySelectorAll('.mark, .interval')].some(mark => {
        const place = mark.getBoundingClientRect();
        return place.left < frame.left - 1 || place.right > frame.right + 1;
    });
}).length"""


def faults(page, place, rows):
    """Faults of the page as it is shown."""
    if (width := page.evaluate(WIDTH)) > 0:
        yield f"{place}: scrolls sideways by {width} pixels"
    plots = page.locator(".forest").all()
    found = [plot.locator(".forest-row:not(.forest-axis)").count() for plot in plots]
    if found != rows:
        yield f"{place}: the forest plots have {found} rows"
    if outside := page.evaluate(OUTSIDE):
        yield f"{place}: {outside} bars have a mark outside"


def main(path, *rows):
    found = []
    address = Path(path).resolve().as_uri()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for theme in ("light", "dark"):
            for width in (1280, 375):
                place = f"{theme}, {width} pixels"
                context = browser.new_context(
                    viewport={"width": width, "height": 800}, color_scheme=theme
                )
                page = context.new_page()
                page.on("console", lambda message: found.append(f"{place}: says {message.text}"))
                page.on(
                    "request",
                    lambda request: request.url == address
                    or request.url.startswith("data:")
                    or found.append(f"{place}: requests {request.url}"),
                )
                page.goto(address)
                found += faults(page, place, [int(count) for count in rows])
                context.close()
        browser.close()
    print("\n".join(found))
    return 1 if found else 0


sys.exit(main(*sys.argv[1:]))
