import Escaping
import Foundation

/// The Python that redraws a figure with matplotlib from the CSV files of the report.
///
/// It calls the functions of ``NotebookSetup``.
struct FigurePython {
  let figure: Figure
  /// The tables that its layers are drawn from.
  let tables: [FigureTable]

  /// The code of the figure's cell.
  var text: String {
    let names = figure.panels.flatMap(\.layers).map(\.table)
    let tables = names.enumerated().filter { !names[..<$0.offset].contains($0.element) }
      .map { "\(Self.variable($0.element)) = table(\(PythonText.quoted($0.element)))" }
    let opening =
      "axes = canvas(\(plain(figure.title)), \(plain(figure.subtitle)), panels=\(figure.panels.count))"
    return (tables + [opening] + figure.panels.indices.flatMap(panel) + ["plt.show()"])
      .joined(separator: "\n")
  }

  private func panel(_ index: Int) -> [String] {
    let panel = figure.panels[index]
    let labels = panel.labels.map { label in
      let side = label.endsAtPoint ? "right" : "left"
      return "ax.annotate(\(mathematical(label.text)), (\(short(label.x)), \(short(label.y))), "
        + "xytext=(\(label.endsAtPoint ? -4 : 4), 0), textcoords=\"offset points\", ha=\"\(side)\", "
        + "va=\"center\", fontsize=8, color=\"\(FigureColour.mutedText.hexadecimal)\")"
    }
    let hasKey = panel.layers.contains { $0.title != nil }
    return ["", "ax = axes[\(index)]"] + panel.layers.flatMap { layer($0, of: panel) } + labels
      + axis(panel.x, "x") + axis(panel.y, "y") + ends(panel) + (hasKey ? ["key(ax)"] : [])
  }

  /// The labels of curves to the right of a panel.
  private func ends(_ panel: FigurePanel) -> [String] {
    let labels = panel.ends.map { end in
      "label_end(ax, \(mathematical(end.text)), (\(short(end.x)), \(short(end.y))), "
        + "\(short(end.height)), \"\(end.colour.hexadecimal)\")"
    }
    guard let title = panel.endTitle else { return labels }
    return labels + [
      "ax.annotate(\(plain(title)), (1, 1), xycoords=\"axes fraction\", xytext=(4, 8), "
        + "textcoords=\"offset points\", fontsize=8, color=\"\(FigureColour.mutedText.hexadecimal)\")"
    ]
  }

  private func axis(_ axis: FigureAxis, _ name: String) -> [String] {
    let ticks = FigureTicks(axis)
    let scale = axis.isLogarithmic ? "log" : "linear"
    let range = "(\(short(axis.range.lowerBound)), \(short(axis.range.upperBound)))"
    let places = ticks.places.map { "\($0)" }.joined(separator: ", ")
    let isNamed = if case .names = axis.numbers { true } else { false }
    let labels = ticks.labels.map { isNamed ? plain($0, isEnhanced: false) : mathematical($0) }
      .joined(separator: ", ")
    return [
      "ax.set(\(name)scale=\"\(scale)\", \(name)lim=\(range), \(name)label=\(plain(axis.title)))",
      "ax.set_\(name)ticks([\(places)], [\(labels)])",
      "ax.set_\(name)ticks([], minor=True)",
    ]
  }

  private func layer(_ layer: FigureLayer, of panel: FigurePanel) -> [String] {
    let colour = "color=\"\(layer.colour.hexadecimal)\""
    let isOpen = FigureIntervals(of: layer, in: tables).open > 0
    func edges(_ axis: FigureAxis) -> String {
      "(\(short(axis.range.lowerBound)), \(short(axis.range.upperBound)))"
    }
    func arrows(_ picked: String, along axis: FigureAxis, isUpright: Bool) -> [String] {
      let upright = isUpright ? "True" : "False"
      return isOpen ? ["arrows(ax, \(picked), \(edges(axis)), \(upright), \(colour))"] : []
    }
    func pick(_ columns: String...) -> String {
      let names = columns.map(PythonText.quoted)
      let options = [
        layer.series.map { "series=\($0)" }, layer.stride > 1 ? "every=\(layer.stride)" : nil,
      ].compactMap { $0 }
      return "*pick("
        + ([Self.variable(layer.table)] + names + options).joined(separator: ", ") + ")"
    }
    let title = layer.title.map { ", label=\(plain($0, isEnhanced: false))" } ?? ""
    func points(_ x: String, _ y: String, _ symbol: FigureLayer.Symbol) -> String {
      let size = (symbol.size * layer.scale * 100).rounded() / 10
      return "ax.plot(\(pick(x, y)), linestyle=\"none\", marker=\"\(symbol.marker)\", "
        + "markersize=\(size), \(symbol.isOpen ? "markerfacecolor=\"none\", " : "")"
        + "\(symbol.isOpen ? "" : "markeredgewidth=0, ")\(colour)\(title))"
    }
    switch layer.mark {
    case .points(let x, let y, let symbol): return [points(x, y, symbol)]
    case .line(let x, let y, let dash):
      return ["ax.plot(\(pick(x, y)), linestyle=\"\(dash.style)\", \(colour)\(title))"]
    case .band(let x, let lower, let upper):
      let picked = pick(x, lower, upper)
      let ends = isOpen ? "*opened(\(picked), \(edges(panel.y)))" : picked
      return ["ax.fill_between(\(ends), \(colour), alpha=0.2, linewidth=0\(title))"]
    case .verticalIntervals(let x, let y, let lower, let upper, let symbol):
      let picked = pick(x, lower, upper)
      return ["ax.vlines(\(picked), \(colour))"]
        + arrows(picked, along: panel.y, isUpright: true) + [points(x, y, symbol)]
    case .horizontalIntervals(let x, let y, let lower, let upper, let symbol):
      let picked = pick(y, lower, upper)
      return ["ax.hlines(\(picked), \(colour))"]
        + arrows(picked, along: panel.x, isUpright: false) + [points(x, y, symbol)]
    }
  }

  /// A place in a drawing, in the digits that a drawing can show.
  private func short(_ value: Double) -> String { String(format: "%.6g", value) }

  /// The variable that holds a table.
  private static func variable(_ table: String) -> String { table.replacing("-", with: "_") }

  /// A text of the figure, in which backslashes escape the mark-up of gnuplot, as a Python string that
  /// matplotlib shows unchanged.
  private func plain(_ text: String, isEnhanced: Bool = true) -> String {
    PythonText.drawn(isEnhanced ? GnuplotText.plain(text) : text)
  }

  /// A number that may hold a power, as `5.4·10^{18}`.
  private func mathematical(_ text: String) -> String {
    PythonText.quoted(text.contains("^") ? "$\(text)$" : text)
  }
}

extension FigureLayer.Symbol {
  /// The symbol in matplotlib.
  fileprivate var marker: String {
    switch self {
    case .disc, .circle: "o"
    case .square, .openSquare: "s"
    case .triangle, .openTriangle: "^"
    case .triangleDown: "v"
    case .diamond, .openDiamond: "D"
    case .dot: "."
    }
  }

  fileprivate var isOpen: Bool {
    [.circle, .openSquare, .openTriangle, .openDiamond].contains(self)
  }
}

extension FigureLayer.Dash {
  /// The dashes in matplotlib.
  fileprivate var style: String {
    switch self {
    case .solid: "-"
    case .dashed: "--"
    case .dotted: ":"
    case .dashDotted: "-."
    }
  }
}
