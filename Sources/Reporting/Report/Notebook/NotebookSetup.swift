import Foundation
import Statistics

/// The first cell of a notebook's code: how its tables are read, its estimates said and its figures begun.
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
        if interval and interval["oneSided"]:
            ends = f"≤ {number(interval['upper'])}"
        line = f"{name:<20}{number(estimate['estimate']):>11}  {ends or estimate['reason']}"
        print(line, estimate.get("unit", ""))


    def canvas(title, subtitle, panels):
        \"\"\"Axes below each other.\"\"\"
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
        \"\"\"Columns of a table: all rows, each so many-th, or those of a series.\"\"\"
        data = data.iloc[::every]
        if series is not None:
            data = data[data["series"] == series]
        return [data[column] for column in columns]


    def key(ax):
        \"\"\"A key above the axes, in as many columns as its longest entry leaves room for.\"\"\"
        longest = max(len(label) for label in ax.get_legend_handles_labels()[1])
        columns = max(1, min(3, 100 // (longest + 10)))
        place = {"loc": "lower left", "bbox_to_anchor": (0, 1)}
        ax.legend(**place, ncols=columns, frameon=False, fontsize=8)
    """

  /// What `say` prints of an estimate.
  static func said(_ name: String, _ estimate: Estimate, unit: String = "") -> String {
    func number(_ value: Double) -> String {
      value.isFinite ? String(format: "%.4g", value) : "unbounded"
    }
    let value = number(estimate.value)
    let ends =
      estimate.interval.map {
        $0.isOneSided ? "≤ \(number($0.upper))" : "[\(number($0.lower)), \(number($0.upper))]"
      }
      ?? estimate.reason ?? "None"
    let gap = max(0, 20 - name.unicodeScalars.count) + max(0, 11 - value.count)
    return name + String(repeating: " ", count: gap) + "\(value)  \(ends) \(unit)\n"
  }
}
