import Escaping

/// A table of text in columns that line up, for a terminal: never wider than a page.
///
/// Where the columns do not fit, cells are wrapped between words. Where that is not enough, the columns
/// follow in several blocks, each with the first column. Where the names in the first column are too long,
/// each stands above its row; and where even that is too wide, each row becomes a paragraph.
public struct TextTable {
  /// On which side the text of a column stands.
  public enum Alignment: Sendable {
    /// On the left, as for names.
    case left
    /// On the right, as for numbers.
    case right
  }

  private let alignments: [Alignment]
  private var rows: [TableRow] = []

  /// A table with a column for each alignment.
  public init(_ alignments: [Alignment]) {
    self.alignments = alignments
  }

  /// Adds a row; control characters in its cells are spelled out, and a megabyte is cut.
  ///
  /// - Precondition: It has a cell for each column.
  public mutating func add(_ cells: [String]) {
    precondition(cells.count == alignments.count, "a row needs a cell for each column")
    rows.append(.cells(cells.map(Self.cleaned)))
  }

  /// Adds a line over all columns, which says what the rows below it have in common.
  public mutating func addTitle(_ text: String) {
    rows.append(.title(Self.cleaned(text)))
  }

  private static func cleaned(_ text: String) -> String {
    text.cut(to: 1000).escapingControlCharacters()
  }

  /// The lines, each after `indent`, without blanks at their ends.
  public func lines(indent: String = "", columns: Int = TextPage.width) -> [String] {
    let room = columns - indent.count
    let layout = TableLayout(rows, columnCount: alignments.count, room: room)
    let blocks = layout.blocks
    guard !blocks.isEmpty else { return narrowLines(indent: indent, columns: columns) }
    return Array(
      blocks.map { lines(of: $0, layout: layout, indent: indent, columns: columns) }
        .joined(separator: [""]))
  }

  private func lines(
    of block: TableLayout.Block, layout: TableLayout, indent: String, columns: Int
  ) -> [String] {
    rows.indices.flatMap { row -> [String] in
      if case .title(let text) = rows[row] {
        return text.wrapped(columns: columns, indent: indent)
      }
      let cells = block.columns.map { layout.lines(row: row, column: $0, width: block.widths[$0]) }
      return (0..<cells.reduce(1) { max($0, $1.count) }).map { line in
        var text = indent
        for (place, column) in block.columns.enumerated() {
          let cell = line < cells[place].count ? cells[place][line] : ""
          let padding = String(repeating: " ", count: max(0, block.widths[column] - cell.count))
          text += (place == 0 ? "" : TableLayout.gap)
          text += alignments[column] == .left ? cell + padding : padding + cell
        }
        return String(text.reversed().drop { $0 == " " }.reversed())
      }
    }
  }

  /// The first cell of each row above the others; each row as a paragraph where there are no others.
  private func narrowLines(indent: String, columns: Int) -> [String] {
    guard alignments.count > 1 else {
      return rows.flatMap { $0.text.wrapped(columns: columns, indent: indent) }
    }
    var rest = TextTable(Array(alignments.dropFirst()))
    for row in rows {
      guard case .cells(let cells) = row else {
        rest.rows.append(row)
        continue
      }
      if let name = cells.first, !name.isEmpty { rest.rows.append(.title(name)) }
      rest.rows.append(.cells(cells[1...].enumerated().map { $0 == 0 ? "  \($1)" : $1 }))
    }
    return rest.lines(indent: indent, columns: columns)
  }
}

/// A row of a table.
enum TableRow {
  /// A cell for each column.
  case cells([String])
  /// A line over all columns.
  case title(String)

  /// All of it in a line.
  var text: String {
    switch self {
    case .cells(let cells): cells.filter { !$0.isEmpty }.joined(separator: "  ")
    case .title(let text): text
    }
  }
}
