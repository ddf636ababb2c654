import Escaping
import Foundation

/// The parts of a `plot` command that draw a layer.
struct FigureLayerScript {
  let layer: FigureLayer
  /// The tables of its figure, that of the layer among them.
  let tables: [FigureTable]
  /// The panel, to the edges of which open intervals are drawn.
  let panel: FigurePanel

  /// The parts; the first has the layer's entry in the key.
  ///
  /// Rows whose interval lacks an end are missing values to the styles with error bars, and have parts of
  /// their own: a symbol, and an arrow from the end that is known to the edge of the panel.
  func clauses(_ texts: inout GnuplotText) -> [String] {
    let counts = FigureIntervals(of: layer, in: tables)
    let title = layer.title.map { "title \(texts.add($0))" } ?? "notitle"
    switch layer.mark {
    case .points(let x, let y, _), .line(let x, let y, _):
      return [clause([column(x), column(y)], style, title)]
    case .band(let x, let lower, let upper):
      let ends =
        counts.open > 0
        ? [
          end(lower, upper, panel.y.range.lowerBound), end(upper, lower, panel.y.range.upperBound),
        ]
        : [column(lower), column(upper)]
      return [clause([column(x)] + ends, style, title)]
    case .verticalIntervals(let x, let y, let lower, let upper, let symbol),
      .horizontalIntervals(let x, let y, let lower, let upper, let symbol):
      var clauses: [String] = []
      if counts.closed > 0 {
        clauses.append(
          clause([column(x), column(y), column(lower), column(upper)], style, title))
      }
      if counts.open + counts.missing > 0 {
        let isClosed = "valid(\(place(lower))) && valid(\(place(upper)))"
        clauses.append(
          clause(
            ["\(isClosed)?NaN:\(column(x))", column(y)],
            "points pointtype \(symbol.rawValue) pointsize \(size(symbol)) \(colour)",
            clauses.isEmpty ? title : "notitle"))
      }
      if counts.open > 0 { clauses.append(arrows(x, y, lower, upper)) }
      return clauses
    }
  }

  /// Arrows from the ends that are known to the edge of the panel.
  private func arrows(_ x: String, _ y: String, _ lower: String, _ upper: String) -> String {
    let (low, high) = ("valid(\(place(lower)))", "valid(\(place(upper)))")
    let isUpright = if case .verticalIntervals = layer.mark { true } else { false }
    let range = isUpright ? panel.y.range : panel.x.range
    let start = "(\(low)?\(column(lower)):\(column(upper)))"
    let edge = "(\(low)?\(range.upperBound):\(range.lowerBound))"
    let isOpen = "(\(low)) != (\(high))"
    return clause(
      isUpright
        ? ["\(isOpen)?\(column(x)):NaN", start, "0", "\(edge)-\(start)"]
        : ["\(isOpen)?\(start):NaN", column(y), "\(edge)-\(start)", "0"],
      "vectors head size screen 0.014,22 filled linewidth 1.2 \(colour)", "notitle")
  }

  /// An end of a band; where it alone is missing, the edge of the panel.
  private func end(_ name: String, _ other: String, _ edge: Double) -> String {
    "valid(\(place(name)))?\(column(name)):valid(\(place(other)))?\(edge):NaN"
  }

  /// A part that draws the rows of the layer by these expressions.
  private func clause(_ expressions: [String], _ style: String, _ title: String) -> String {
    let every = layer.stride > 1 ? " every \(layer.stride)" : ""
    let columns = expressions.enumerated().map { index, expression in
      guard index == 0, let series = layer.series else { return "(\(expression))" }
      return "(column('series')==\(series)?(\(expression)):NaN)"
    }.joined(separator: ":")
    return "'../data/\(layer.table).csv'\(every) using \(columns) with \(style) \(title)"
  }

  private var colour: String { "linecolor rgb '\(layer.colour.hexadecimal)'" }

  /// A column by its name; by its number where the name, which may come from a document, is not a word.
  private func column(_ name: String) -> String {
    let isWord = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == UInt8(ascii: "_")
    }
    if isWord { return "column('\(name)')" }
    return "column(\(place(name)))"
  }

  /// The number of a column.
  private func place(_ name: String) -> Int {
    (tables.first { $0.name == layer.table }?.header.firstIndex(of: name) ?? 0) + 1
  }

  private func size(_ symbol: FigureLayer.Symbol) -> String {
    String(format: "%.2f", symbol.size * layer.scale)
  }

  private var style: String {
    switch layer.mark {
    case .points(_, _, let symbol):
      "points pointtype \(symbol.rawValue) pointsize \(size(symbol)) \(colour)"
    case .line(_, _, let dash): "lines dashtype \(dash.rawValue) linewidth 1.8 \(colour)"
    case .band: "filledcurves fillcolor rgb '\(layer.colour.hexadecimal)'"
    case .verticalIntervals(_, _, _, _, let symbol):
      "yerrorbars pointtype \(symbol.rawValue) pointsize \(size(symbol)) linewidth 1.2 \(colour)"
    case .horizontalIntervals(_, _, _, _, let symbol):
      "xerrorbars pointtype \(symbol.rawValue) pointsize \(size(symbol)) linewidth 1.2 \(colour)"
    }
  }
}

extension FigureLayer.Symbol {
  /// The size at which all symbols look equally large.
  var size: Double {
    switch self {
    case .dot: 0.3
    case .disc, .circle: 0.42
    case .square, .openSquare: 0.38
    default: 0.5
    }
  }
}
