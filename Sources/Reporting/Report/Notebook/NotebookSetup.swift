import Foundation
import Statistics

/// The first code cell of a notebook: functions that read its tables, print its estimates and draw its
/// figures.
enum NotebookSetup {
  static let text = """
    import json
    from pathlib import Path

    import matplotlib.pyplot as plt
    import pandas as pd

    report = json.loads(Path("report.json").read_text(encoding="utf-8"))


    def table(name):
        \"\"\"A table of the report.\"\"\"
        return pd.read_csv(Path("data") / f"{name}.csv")


    def number(value):
        return "unbounded" if value is None else f"{value:.4g}"


    def say(name, estimate):
        \"\"\"Print an estimate with its interval, or why it has none.\"\"\"
        interval = estimate["interval"]
        ends = interval and f"[{number(interval['lower'])}, {number(interval['upper'])}]"
        if interval and interval.get("oneSided"):
            ends = (
                f"≥ {number(interval['lower'])}"
                if interval.get("boundEnd") == "upper"
                else f"≤ {number(interval['upper'])}"
            )
        line = f"{name:<32}{number(estimate['estimate']):>11}  {ends or estimate['reason']}"
        print(line, estimate.get("unit", ""))


    def canvas(title, subtitle, panels):
        \"\"\"Axes one below the other.\"\"\"
        figure, axes = plt.subplots(
            panels, 1, figsize=(7, 1 + 3.2 * panels), layout="constrained", squeeze=False
        )
        figure.suptitle(f"{title}\\n{subtitle}", x=0.01, ha="left", fontsize=10)
        for ax in axes[:, 0]:
            ax.spines[["top", "right"]].set_visible(False)
            ax.grid(color="#e3e6ea", linewidth=0.6)
            ax.set_axisbelow(True)
        return axes[:, 0]


    def pick(data, *columns, series=None, every=1):
        \"\"\"Columns of a table: all rows, every so many-th, or those of a series.\"\"\"
        data = data.iloc[::every]
        if series is not None:
            data = data[data["series"] == series]
        return [data[column] for column in columns]


    def arrows(ax, place, lower, upper, edges, upright, color):
        \"\"\"Intervals that lack an end, as arrows to the edge of the axes.\"\"\"
        for at, low, high in zip(place, lower, upper):
            if pd.isna(low) == pd.isna(high):
                continue
            start, edge = (high, edges[0]) if pd.isna(low) else (low, edges[1])
            ends = [(at, edge), (at, start)] if upright else [(edge, at), (start, at)]
            look = {"arrowstyle": "-|>", "color": color, "shrinkA": 0, "shrinkB": 0}
            ax.annotate("", ends[0], ends[1], arrowprops=look)


    def opened(x, lower, upper, edges):
        \"\"\"A band that reaches the edge of the axes where it lacks an end.\"\"\"
        known = lower.notna() | upper.notna()
        return x, lower.fillna(edges[0]).where(known), upper.fillna(edges[1]).where(known)


    def label_end(ax, text, end, height, color):
        \"\"\"A label to the right of the axes, with a line from the end of its curve.\"\"\"
        edge = ax.get_xlim()[1]
        ax.plot([end[0], edge], [end[1], height], linestyle=":", linewidth=0.7, color=color)
        ax.annotate(
            text, (1, height), xycoords=("axes fraction", "data"), xytext=(4, 0),
            textcoords="offset points", va="center", fontsize=8, color="#57606a",
        )


    def key(ax):
        \"\"\"A key above the axes, in as many columns as its longest entry leaves room for.\"\"\"
        longest = max(len(label) for label in ax.get_legend_handles_labels()[1])
        columns = max(1, min(3, 100 // (longest + 10)))
        ax.legend(
            loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, frameon=False, fontsize=8
        )
    """

  /// The line that `say` prints for an estimate.
  static func said(_ name: String, _ estimate: Estimate, unit: String = "") -> String {
    func number(_ value: Double) -> String {
      value.isFinite ? String(format: "%.4g", value) : "unbounded"
    }
    let value = number(estimate.value)
    let ends =
      estimate.interval.map {
        switch $0.boundEnd {
        case .lower: "≤ \(number($0.upper))"
        case .upper: "≥ \(number($0.lower))"
        case nil: "[\(number($0.lower)), \(number($0.upper))]"
        }
      }
      ?? estimate.reason ?? "None"
    let gap = max(0, 32 - name.unicodeScalars.count) + max(0, 11 - value.count)
    return name + String(repeating: " ", count: gap) + "\(value)  \(ends) \(unit)\n"
  }
}
