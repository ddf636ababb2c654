"""Tables for the terminal and for README.md: Markdown whose columns line up."""

import math


def refits(scores, reference):
    """A row per program; ratios to `reference`, the score of Echelle."""
    return _markdown(
        [
            "one bootstrap refit",
            "µs",
            "at the optimum",
            "else short by",
            "Echelle at the same optimum",
        ],
        [
            [
                score.name,
                _number(score.seconds * 1e6),
                _percent(score.reached),
                _shortfall(score.shortfall),
                _ratio(score.seconds_until_reached, reference.seconds_until_reached),
            ]
            for score in scores
        ],
    )


def starts(scores, reference):
    """A row per program; ratios per start, and per start that reaches the optimum."""
    return _markdown(
        [
            "one start of the 4500",
            "µs",
            "at the optimum",
            "else short by",
            "Echelle, per start",
            "Echelle at the same optimum",
        ],
        [
            [
                score.name,
                _number(score.seconds * 1e6),
                _percent(score.reached),
                _shortfall(score.shortfall),
                _ratio(score.seconds, reference.seconds),
                _ratio(score.seconds_until_reached, reference.seconds_until_reached),
            ]
            for score in scores
        ],
    )


def processes(rows):
    """A row per command: its name, its seconds, and those it is compared with, if any."""
    return _markdown(
        ["whole process", "seconds", "Echelle"],
        [
            [name, f"{seconds:.3g}", _ratio(seconds, reference) if reference else ""]
            for name, seconds, reference in rows
        ],
    )


def _number(value):
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def _percent(share):
    return f"{100 * share:.0f} %"


def _shortfall(value):
    if math.isnan(value):
        return "–"
    return f"{value:.1e}" if value < 0.01 else f"{value:.3g}"


def _ratio(value, reference):
    if not math.isfinite(value):
        return "never there"
    ratio = value / reference
    return f"{ratio:,.1f}×" if ratio < 10 else f"{ratio:,.0f}×"


def _markdown(header, rows):
    """The first column to the left, the others to the right."""
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]

    def line(cells):
        padded = [
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(cells, widths))
        ]
        return "| " + " | ".join(padded) + " |"

    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([line(header), line(rule), *map(line, rows)])
