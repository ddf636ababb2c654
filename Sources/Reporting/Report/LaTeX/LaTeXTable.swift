import Escaping

/// A table by booktabs: a float where it is short, else one that goes over pages.
struct LaTeXTable {
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

    /// The letter of the column's definition.
    var definition: String {
      switch self {
      case .words: "l"
      case .number: "r"
      case .text(let share): ">{\\raggedright\\arraybackslash}p{\(share)\\textwidth}"
      }
    }
  }

  /// The most rows of a table that is kept on a page.
  private static let floatLimit = 30
  /// The most characters of a column of words; longer ones are broken into lines.
  private static let wordLimit = 32

  /// The table as LaTeX.
  var text: String {
    let definition = "@{}" + columns.map(\.definition).joined() + "@{}"
    let caption = "\\caption{\(LaTeXText.escaped(caption))}"
    let head =
      "\\toprule\n" + header.map(LaTeXText.escaped).joined(separator: " & ") + " \\\\\n\\midrule"
    let body = rows.map(row).joined(separator: "\n")
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
      \\begin{tabular}{\(definition)}
      \(head)
      \(body)
      \\bottomrule
      \\end{tabular}
      \\end{table}
      """
  }

  private var caption: String { sentence(title) + (remark.map { " \($0)" } ?? "") }

  /// A row, with the intervals of its numbers on a line below them.
  private func row(_ cells: [ReportTable.Cell]) -> String {
    let values = cells.map { LaTeXText.escaped($0.value) }.joined(separator: " & ") + " \\\\"
    guard cells.contains(where: { $0.interval != nil }) else { return values }
    let intervals = cells.map { cell in
      cell.interval.map { "{\\scriptsize \(LaTeXText.escaped($0))}" } ?? ""
    }
    return values + "\n" + intervals.joined(separator: " & ") + " \\\\"
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
      title: table.title, remark: table.text, header: table.header, rows: table.rows,
      columns: table.header.indices.map { column in
        if table.numbers.contains(column) { return .number }
        return long.contains(column) ? .text(share) : .words
      })
  }
}
