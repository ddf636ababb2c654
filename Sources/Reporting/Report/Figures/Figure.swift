import Documents

/// A figure as data and marks; ``FigureScript`` sets how gnuplot draws it.
///
/// A new figure names its tables and marks, and so gets the common look, SVG, PNG, PDF and a script.
struct Figure: Sendable {
  /// The stem of its files, such as `loss-against-compute`.
  let name: String
  /// Its subject in a few words.
  let title: String
  /// What a reader needs to know to read it.
  let subtitle: String
  /// What it shows in a sentence or two, also for readers who cannot see it.
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
  /// Labels of curves in a column to the right of the panel.
  var ends: [FigureEndLabel] = []
  /// What the labels of ``ends`` are, with the unit.
  var endTitle: String?
}

/// An axis.
struct FigureAxis: Sendable {
  /// The quantity, with its unit.
  var title: String
  /// Its ends.
  var range: ClosedRange<Double>
  /// Whether it is logarithmic.
  var isLogarithmic = true
  /// How the numbers along it are written.
  var numbers = Numbers.plain

  /// How the numbers along an axis are written.
  enum Numbers: Sendable, Equatable {
    /// As they are: `2.5`.
    case plain
    /// With a unit of a count: `10 B`.
    case count
    /// As powers of ten.
    case power
    /// As whole numbers, such as years.
    case whole
    /// As names of the places 1, 2 and so on.
    case names([String])
  }
}

/// Something that is drawn from the columns of a table.
struct FigureLayer: Sendable {
  /// The name of the table.
  var table: String
  /// What is drawn.
  var mark: Mark
  /// Its entry in the key; `nil` for none.
  var title: String?
  /// Its colour.
  var colour: FigureColour
  /// The rows to draw: those with this number in the column `series`; `nil` for all.
  var series: Int?
  /// Every so many-th row is drawn.
  var stride = 1
  /// The size of its symbols, 1 for those of many runs.
  var scale = 1.0

  /// What is drawn, and from which columns.
  enum Mark: Sendable {
    /// A symbol at each point.
    case points(x: String, y: String, symbol: Symbol)
    /// A line through the points.
    case line(x: String, y: String, dash: Dash)
    /// The area between two lines; up to the edge of the panel where one of them is missing.
    case band(x: String, lower: String, upper: String)
    /// A symbol with an interval along y; an arrow in place of an end that is missing.
    case verticalIntervals(x: String, y: String, lower: String, upper: String, symbol: Symbol)
    /// A symbol with an interval along x; an arrow in place of an end that is missing.
    case horizontalIntervals(x: String, y: String, lower: String, upper: String, symbol: Symbol)
  }

  /// Symbols that can be distinguished without colour.
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

  /// Dashes that can be distinguished without colour.
  enum Dash: Int, Sendable, CaseIterable {
    case solid = 1
    case dashed = 2
    case dotted = 3
    case dashDotted = 4
  }
}

/// The numbers behind a figure: a CSV file of the report.
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
