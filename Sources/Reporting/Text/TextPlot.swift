import Documents
import Foundation

/// A small plot of points for a terminal, both axes logarithmic, in Braille characters:
/// each is two dots wide and four high.
struct TextPlot {
  /// A point of the plot; both coordinates are positive.
  struct Point: Equatable {
    let x: Double
    let y: Double
  }

  /// What is drawn.
  let points: [Point]
  /// What goes to the right, with its unit.
  let xTitle: String
  /// What goes up, with its unit.
  let yTitle: String

  /// The narrowest page on which a plot can be read.
  static let leastColumns = 60

  /// The plot in at most `columns` characters and `rows` rows of dots; none where the page is too
  /// narrow, or nothing can be drawn.
  func lines(columns: Int, rows: Int = 10) -> [String] {
    let drawn = points.filter { $0.x > 0 && $0.y > 0 && $0.x.isFinite && $0.y.isFinite }
    guard columns >= Self.leastColumns, let across = Scale(drawn.map(\.x)),
      let up = Scale(drawn.map(\.y))
    else { return [] }
    let ends = [up.upper, up.lower].map { NumberText.significant($0) }
    let margin = ends.reduce(0) { max($0, $1.count) }
    let width = min(columns - margin - 5, 72)
    var canvas = BrailleCanvas(columns: width, rows: rows)
    for point in drawn {
      canvas.draw(x: across.share(point.x), y: up.share(point.y))
    }
    let labels = [ends[0]] + Array(repeating: "", count: rows - 2) + [ends[1]]
    let body = zip(labels, canvas.lines).map { label, dots in
      let padding = String(repeating: " ", count: margin - label.count)
      return "  \(padding)\(label) \(label.isEmpty ? "│" : "┤")\(dots)"
    }
    let indent = String(repeating: " ", count: margin + 3)
    let (left, right) = (NumberText.significant(across.lower), NumberText.significant(across.upper))
    let room = max(1, width - left.count - right.count)
    let foot = "\(left)\(String(repeating: " ", count: room))\(right)  \(xTitle)"
    return ["  \(yTitle)"] + body + [
      "\(indent)└\(String(repeating: "─", count: width))", "\(indent) \(foot)",
    ]
  }
}

/// The extent of a logarithmic axis.
private struct Scale {
  let lower: Double
  let upper: Double

  /// The extent of `values`; `nil` where they do not differ.
  init?(_ values: [Double]) {
    guard let lower = values.min(), let upper = values.max(), lower < upper else { return nil }
    self.lower = lower
    self.upper = upper
  }

  /// Where `value` lies between the ends, from 0 to 1.
  func share(_ value: Double) -> Double { log(value / lower) / log(upper / lower) }
}

/// Rows of Braille characters, whose dots can be drawn one by one.
private struct BrailleCanvas {
  private let columns: Int
  private var cells: [[UInt32]]

  init(columns: Int, rows: Int) {
    self.columns = columns
    cells = Array(repeating: Array(repeating: 0, count: columns), count: rows)
  }

  /// Draws the dot nearest to a place, which is given as shares of the width and the height.
  mutating func draw(x: Double, y: Double) {
    let across = Int((x * Double(columns * 2 - 1)).rounded())
    let down = Int(((1 - y) * Double(cells.count * 4 - 1)).rounded())
    cells[down / 4][across / 2] |= Self.dots[down % 4][across % 2]
  }

  /// The bits of a Braille character's dots, row by row: Unicode 15, section 21.1.
  private static let dots: [[UInt32]] = [
    [0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80],
  ]

  var lines: [String] {
    cells.map { row in
      let text = String(
        String.UnicodeScalarView(row.compactMap { Unicode.Scalar(0x2800 + $0) }))
      return String(text.reversed().drop { $0 == "\u{2800}" }.reversed())
    }
  }
}
