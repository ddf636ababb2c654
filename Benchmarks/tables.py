"""Tables for the terminal and for README.md: Markdown whose columns line up."""

import math


def fits(title, scores):
    """A row per program; for the rivals, ratios to each row of Echelle: per fit, and per fit that
    reaches the optimum."""
    references = [score for score in scores if score.kernel]
    header = [title, "µs", "at the optimum", "else short by"]
    for reference in references:
        header += [f"× {reference.kernel}", "at the same optimum"]
    return _markdown(header, [_fit_cells(score, references) for score in scores])


def _fit_cells(score, references):
    cells = [
        score.name,
        _number(score.seconds * 1e6),
        _percent(score.reached),
        _shortfall(score.shortfall),
    ]
    for reference in references:
        cells += [
            _ratio(score.seconds, reference.seconds),
            _ratio(score.seconds_until_reached, reference.seconds_until_reached),
        ]
    return cells if not score.kernel else cells[:4] + [""] * (2 * len(references))


def reading(scores):
    """A row per reader and, per file, its speed and that of Echelle relative to it."""
    header = ["reading CSV, MB per processor second"]
    for file in scores:
        header += [file, "exact", "Echelle"]
    rows = []
    for reader in zip(*scores.values()):
        row = [reader[0].name]
        for score, (echelle, *_) in zip(reader, scores.values()):
            row += [
                _number(score.megabytes_per_second),
                "yes" if score.is_exact else "no",
                _ratio(echelle.megabytes_per_second, score.megabytes_per_second),
            ]
        rows.append(row)
    return _markdown(header, rows)


def processes(rows):
    """A row per command: its name and its seconds; the last also relative to the two before it."""
    *_, (_, fit), (_, same), (_, notebook) = rows
    cells = [[name, f"{seconds:.3g}", "", ""] for name, seconds in rows]
    cells[-1][2:] = [_ratio(notebook, fit), _ratio(notebook, same)]
    return _markdown(
        ["whole process", "seconds", "× `echelle fit`", "× the same work on one core"], cells
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
