import Escaping

/// A table by booktabs: in the document a float, or a table over several pages where it is long.
struct LaTeXTable {
  /// The stem of its file.
  let key: String
  let title: String
  let remark: String?
  let header: [String]
  let rows: [[ReportTable.Cell]]
  let columns: [Column]

  /// How a column is set.
  enum Column {
    /// As wide as its words.
    case words
    /// To the right.
    case number
    /// Broken into lines of this share of the page's width.
    case text(Double)

    /// Whether it is broken into lines.
    var isText: Bool {
      if case .text = self { true } else { false }
    }

    /// The letter of the column's definition.
    var definition: String {
      switch self {
      case .words: "l"
      case .number: "r"
      case .text(let share): "p{\(share)\\textwidth}"
      }
    }
  }

  /// The most rows of a table that is kept on a page.
  private static let floatLimit = 30
  /// The most characters of a column of words; longer ones are broken into lines.
  private static let wordLimit = 32

  /// The table with its caption.
  var text: String {
    let caption = "\\caption{\(LaTeXText.escaped(caption))}"
    if rows.count > Self.floatLimit {
      return """
        {\\small
        \\begin{longtable}{\(definition)}
        \(caption) \\\\
        \(head)
        \\endhead
        \\bottomrule
        \\endlastfoot
        \(body)
        \\end{longtable}}
        """
    }
    return """
      \\begin{table}[htbp]
      \\centering\\small
      \(caption)
      \(tabular)
      \\end{table}
      """
  }

  /// The table alone, for `\input` into any document that loads booktabs.
  var fragment: String {
    """
    % \(LaTeXText.escaped(caption))
    % \\usepackage{booktabs}, then \\input{tables/\(key)} where the table is to stand.
    \(tabular)

    """
  }

  private var tabular: String {
    """
    \\begin{tabular}{\(definition)}
    \(head)
    \(body)
    \\bottomrule
    \\end{tabular}
    """
  }

  private var definition: String { "@{}" + columns.map(\.definition).joined() + "@{}" }

  private var head: String {
    "\\toprule\n" + header.map(LaTeXText.escaped).joined(separator: " & ") + "\(end)\n\\midrule"
  }

  private var body: String { rows.map(row).joined(separator: "\n") }

  /// The end of a row, which ragged columns of text take from `\\`.
  private var end: String { columns.contains(where: \.isText) ? " \\tabularnewline" : " \\\\" }

  private var caption: String { sentence(title) + (remark.map { " \($0)" } ?? "") }

  /// A row, with the intervals of its numbers on a line below them.
  private func row(_ cells: [ReportTable.Cell]) -> String {
    let values = zip(cells, columns).map { cell, column in
      (column.isText ? "\\raggedright " : "") + LaTeXText.escaped(cell.value)
    }
    let line = values.joined(separator: " & ") + end
    guard cells.contains(where: { $0.interval != nil }) else { return line }
    let intervals = cells.map { cell in
      cell.interval.map { "{\\scriptsize \(LaTeXText.escaped($0))}" } ?? ""
    }
    return line + "\n" + intervals.joined(separator: " & ") + end
  }
}

extension LaTeXTable {
  /// A table of a report.
  init(_ table: ReportTable) {
    let long = table.header.indices.filter { column in
      !table.numbers.contains(column)
        && table.rows.contains { $0[column].value.count > Self.wordLimit }
    }
    // What the other columns leave of the page, at about a hundredth of it for a character.
    let others = table.header.indices.filter { !long.contains($0) }.map { column in
      ([table.header[column]] + table.rows.map { $0[column].value }).map(\.count).max() ?? 0
    }
    let free =
      0.97 - others.reduce(0) { $0 + 0.0105 * Double($1) } - 0.025 * Double(table.header.count)
    let share = (max(0.2, free) / Double(max(1, long.count)) * 100).rounded(.down) / 100
    self.init(
      key: table.key, title: table.title, remark: table.text, header: table.header,
      rows: table.rows,
      columns: table.header.indices.map { column in
        if table.numbers.contains(column) { return .number }
        return long.contains(column) ? .text(share) : .words
      })
  }
}
