import Documents

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A figure as data and marks, which gnuplot draws: see ``FigureScript`` for how it looks.
///
/// A new figure says what it shows and in which table the numbers stand; that it looks like the others,
/// and that it has its SVG, PNG, PDF and script, follows.
struct Figure: Sendable {
  /// The stem of its files, such as `loss-against-compute`.
  let name: String
  /// What it shows, in a few words.
  let title: String
  /// What has to be known to read it.
  let subtitle: String
  /// What a reader sees in it, in a sentence or two, for those who cannot see it.
  let description: String
  /// Its panels, from top to bottom.
  let panels: [FigurePanel]
  /// The tables that its marks are drawn from, each a CSV file.
  let tables: [FigureTable]
}

/// One pair of axes with what is drawn between them.
struct FigurePanel: Sendable {
  var x: FigureAxis
  var y: FigureAxis
  var layers: [FigureLayer]
  /// Text beside points of the panel.
  var labels: [FigureLabel] = []
}

/// An axis.
struct FigureAxis: Sendable {
  /// What it measures, with the unit.
  var title: String
  /// Its ends.
  var range: ClosedRange<Double>
  /// Whether it is logarithmic.
  var isLogarithmic = true
  /// How the numbers along it are written.
  var numbers = Numbers.plain

  /// How the numbers along an axis are written.
  enum Numbers: Sendable {
    /// As they are: `2.5`.
    case plain
    /// With a unit of a count: `10 B`.
    case count
    /// As powers of ten.
    case power
    /// As whole numbers, such as years.
    case whole
  }
}

/// Something that is drawn from the columns of a table.
struct FigureLayer: Sendable {
  /// The name of the table.
  var table: String
  /// What is drawn.
  var mark: Mark
  /// What it is in the key; `nil` keeps it out.
  var title: String?
  /// Its colour.
  var colour: FigureColour
  /// The only rows that count: those with this number in the column `series`.
  var series: Int?
  /// Of how many rows one is drawn.
  var stride = 1
  /// How large its symbols are, 1 for those of many runs.
  var scale = 1.0

  /// What is drawn, and the columns that it takes.
  enum Mark: Sendable {
    /// A symbol at each point.
    case points(x: String, y: String, symbol: Symbol)
    /// A line through the points.
    case line(x: String, y: String, dash: Dash)
    /// The area between two lines.
    case band(x: String, lower: String, upper: String)
    /// A symbol with an interval along y.
    case verticalIntervals(x: String, y: String, lower: String, upper: String, symbol: Symbol)
    /// A symbol with an interval along x.
    case horizontalIntervals(x: String, y: String, lower: String, upper: String, symbol: Symbol)
  }

  /// The symbols that are told apart without colour.
  enum Symbol: Int, Sendable, CaseIterable {
    case disc = 7
    case circle = 6
    case square = 5
    case triangle = 9
    case diamond = 13
    case dot = 0
    case triangleDown = 11
    case openSquare = 4
    case openTriangle = 8
    case openDiamond = 12
  }

  /// The dashes that are told apart without colour.
  enum Dash: Int, Sendable, CaseIterable {
    case solid = 1
    case dashed = 2
    case dotted = 3
    case dashDotted = 4
  }
}

/// A word or two at a point.
struct FigureLabel: Sendable {
  var text: String
  var x: Double
  var y: Double
  /// Whether it ends at the point instead of beginning there.
  var endsAtPoint = false

  /// The labels that do not lie on one before them, on logarithmic axes.
  static func apart(
    _ labels: [FigureLabel], x: ClosedRange<Double>, y: ClosedRange<Double>
  ) -> [FigureLabel] {
    func distance(_ first: Double, _ second: Double, _ range: ClosedRange<Double>) -> Double {
      abs(log(first / second) / log(range.upperBound / range.lowerBound))
    }
    return labels.reduce(into: []) { kept, label in
      let isFree = kept.allSatisfy {
        distance($0.x, label.x, x) > 0.07 || distance($0.y, label.y, y) > 0.045
      }
      if isFree { kept.append(label) }
    }
  }
}

/// The numbers behind a figure, a CSV file of the report.
struct FigureTable: Sendable {
  /// The name of the file, without `.csv`.
  let name: String
  /// The headers.
  let header: [String]
  /// The rows; missing values are `nil`.
  let rows: [[String?]]

  init(_ name: String, _ header: [String], _ rows: [[String?]]) {
    self.name = name
    self.header = header
    self.rows = rows
  }

  /// The file.
  var csv: String {
    var csv = CSVText(header: header)
    for row in rows { csv.add(row) }
    return csv.text
  }
}
