import Documents
import Statistics

/// An exponent of several fits on one axis: a row per fit, with its interval.
///
/// Rows are HTML with a bar in SVG, in per cent of its width, so that texts keep their size on any page. The
/// bars hold numbers alone; names are escaped by the template of the page.
struct ForestPlot {
  let title: String
  let key: String
  /// The symbols in the plot, each with its own mark.
  let symbols: [String]
  private let items: [BatchItem]
  private let range: ClosedRange<Double>

  /// The most rows; beyond that the first ones are shown.
  private static let rowLimit = 200
  /// The height of a mark's line in a row.
  private static let line = 20

  /// The plots of a batch: of a, and of α and β, where fits have them.
  static func plots(of items: [BatchItem]) -> [ForestPlot] {
    [
      ForestPlot("Exponent a of N* ∝ C^a", key: "a", symbols: ["a"], items),
      ForestPlot("Exponents α and β", key: "alpha-beta", symbols: ["alpha", "beta"], items),
    ].compactMap { $0 }
  }

  private init?(_ title: String, key: String, symbols: [String], _ items: [BatchItem]) {
    let items = items.filter { item in symbols.contains { item.estimates[$0] != nil } }
    let estimates = items.flatMap { item in symbols.compactMap { item.estimates[$0] } }
    let ends = estimates.flatMap { estimate in
      [estimate.value, estimate.interval?.shownLower(), estimate.interval?.shownUpper]
        .compactMap { $0 }.filter(\.isFinite)
    }
    guard let range = linearRange(of: ends, room: 0.08) else { return nil }
    let present = symbols.filter { symbol in items.contains { $0.estimates[symbol] != nil } }
    self.title = present.count == symbols.count ? title : "Exponent \(SymbolText.shown(present[0]))"
    self.key = key
    self.symbols = present
    self.items = items
    self.range = range
  }

  /// The plot as the page's template takes it.
  var context: [String: Any] {
    let ticks = FigureTicks(FigureAxis(title: "", range: range, isLogarithmic: false))
    return [
      "key": key, "title": title, "caption": caption,
      "rows": items.prefix(Self.rowLimit).map(row),
      "ticks": zip(ticks.places, ticks.labels).map { ["x": place($0), "label": $1] },
    ]
  }

  private var caption: String {
    let level = items.lazy.flatMap { item in symbols.compactMap { item.estimates[$0]?.interval } }
      .first?.level
    let marks =
      symbols.count > 1
      ? symbols.enumerated().map { "\($0 == 0 ? "●" : "■") \(SymbolText.shown($1))" }
        .joined(separator: ", ") + ". " : ""
    let intervals = level.map {
      "Lines are \(NumberText.percent($0)) intervals; an arrow marks an interval without an end."
    }
    let rest =
      items.count > Self.rowLimit
      ? " The first \(Self.rowLimit) of \(items.count) fits; summary.csv has all." : ""
    return marks + (intervals ?? "Without intervals.") + rest
  }

  private func row(_ item: BatchItem) -> [String: Any] {
    let known = symbols.enumerated().compactMap { number, symbol in
      item.estimates[symbol].map { (number: number, symbol: symbol, estimate: $0) }
    }
    let bars = known.enumerated().map { line, mark in
      bar(
        mark.estimate, isSecond: mark.number > 0, isHollow: item.fit?.converged == false,
        y: Self.line * line + Self.line / 2)
    }
    return [
      "name": item.shown(item.name), "file": item.file ?? "", "height": Self.line * known.count,
      "bar": grid + bars.joined(),
      "values": known.map { mark in
        let symbol = symbols.count > 1 ? "\(SymbolText.shown(mark.symbol)) " : ""
        return "\(symbol)\(mark.estimate.intervalText)"
      },
    ]
  }

  private var grid: String {
    FigureTicks(FigureAxis(title: "", range: range, isLogarithmic: false)).places.map {
      "<line class=\"grid\" x1=\"\(place($0))\" x2=\"\(place($0))\" y1=\"0\" y2=\"100%\"/>"
    }.joined()
  }

  /// The interval and the mark of an estimate.
  private func bar(_ estimate: Estimate, isSecond: Bool, isHollow: Bool, y: Int) -> String {
    guard estimate.value.isFinite else { return "" }
    let series = isSecond ? "second" : "first"
    var bar = ""
    if let interval = estimate.interval {
      let (lower, upper) = (interval.shownLower(), interval.shownUpper)
      // From the end that is known, the arrow goes beyond the estimate to the edge.
      let ends = [lower ?? upper, lower == nil ? range.lowerBound : upper ?? range.upperBound]
      if let start = ends[0], let end = ends[1] {
        let arrow = lower == nil || upper == nil ? " marker-end=\"url(#forest-\(series)-end)\"" : ""
        bar +=
          "<line class=\"interval \(series)\" x1=\"\(place(start))\" x2=\"\(place(end))\" y1=\"\(y)\" "
          + "y2=\"\(y)\"\(arrow)/>"
      }
    }
    let look = "class=\"mark \(series)\(isHollow ? " hollow" : "")\""
    return bar
      + (isSecond
        ? "<svg x=\"\(place(estimate.value))\" y=\"\(y)\" overflow=\"visible\"><rect \(look) x=\"-4\" "
          + "y=\"-4\" width=\"8\" height=\"8\"/></svg>"
        : "<circle \(look) cx=\"\(place(estimate.value))\" cy=\"\(y)\" r=\"4.5\"/>")
  }

  /// The place of a value along the axis, in per cent.
  private func place(_ value: Double) -> String {
    let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return NumberText.fixed(100 * min(max(share, 0), 1), decimals: 2) + "%"
  }
}

extension Estimate {
  /// The value and its interval, in the digits of the standard error.
  fileprivate var intervalText: String {
    let decimals = NumberText.decimals(forError: standardError)
    func text(_ value: Double) -> String {
      decimals.map { NumberText.fixed(value, decimals: $0) }
        ?? NumberText.significant(value, digits: 4)
    }
    return interval == nil
      ? text(value) : "\(text(value)) \(NumberText.interval(interval, text))"
  }
}
