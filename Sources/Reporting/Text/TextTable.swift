import Escaping

/// A table of text in columns that line up, for a terminal.
public struct TextTable {
  /// On which side the text of a column stands.
  public enum Alignment: Sendable {
    /// On the left, as for names.
    case left
    /// On the right, as for numbers.
    case right
  }

  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// A table with a column for each alignment.
  public init(_ alignments: [Alignment]) {
    self.alignments = alignments
  }

  /// Adds a row; control characters in its cells are spelled out, and a megabyte is cut.
  ///
  /// - Precondition: It has a cell for each column.
  public mutating func add(_ cells: [String]) {
    precondition(cells.count == alignments.count, "a row needs a cell for each column")
    rows.append(cells.map { $0.cut(to: 1000).escapingControlCharacters() })
  }

  /// The lines, each after `indent`, without blanks at their ends.
  public func lines(indent: String = "") -> [String] {
    let widths = alignments.indices.map { column in
      rows.reduce(0) { max($0, $1[column].count) }
    }
    return rows.map { row in
      var line = indent
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        line += alignments[column] == .left ? cell + padding : padding + cell
        if column < row.count - 1 { line += "  " }
      }
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
