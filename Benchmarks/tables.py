"""Tables for the terminal and for README.md: Markdown whose columns line up."""

import math


def fits(title, scores, references):
    """A row per program; ratios to each of `references`, the scores of Echelle: per fit, and per
    fit that reaches the optimum."""
    header = [title, "µs", "at the optimum", "else short by"]
    for reference in references:
        header += [f"÷ {reference.name}", "at the same optimum"]
    rows = []
    for score in scores:
        row = [
            score.name,
            _number(score.seconds * 1e6),
            _percent(score.reached),
            _shortfall(score.shortfall),
        ]
        for reference in references:
            row += [
                _ratio(score.seconds, reference.seconds),
                _ratio(score.seconds_until_reached, reference.seconds_until_reached),
            ]
        rows.append(row)
    return _markdown(header, rows)


def reading(scores):
    """A row per reader and, per file, its speed and that of Echelle relative to it."""
    header = ["reading CSV, MB per processor second"]
    for file in scores:
        header += [file, "Echelle", "exact"]
    rows = []
    for reader in zip(*scores.values()):
        row = [reader[0].name]
        for score, (echelle, *_) in zip(reader, scores.values()):
            row += [
                _number(score.megabytes_per_second),
                _ratio(echelle.megabytes_per_second, score.megabytes_per_second),
                "yes" if score.is_exact else "no",
            ]
        rows.append(row)
    return _markdown(header, rows)


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
    if ratio < 10:
        return f"{ratio:.2f}×" if ratio < 2 else f"{ratio:.1f}×"
    return f"{ratio:,.0f}×"


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
