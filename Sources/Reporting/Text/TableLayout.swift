/// Which columns of a table stand side by side, how wide, and where their cells are wrapped.
struct TableLayout {
  /// Columns that stand side by side.
  struct Block: Equatable {
    /// The columns in order.
    var columns: [Int]
    /// The width of each column of the table, whether it is in the block or not.
    var widths: [Int]
  }

  /// What stands between two columns.
  static let gap = "  "

  /// The blocks one below the other; none where not even two columns fit, or names take half of a line.
  private(set) var blocks: [Block] = []

  /// Each cell as the lengths of its parts, with the length of all on one line; none for a title.
  private let lengths: [[(parts: [Int], total: Int)]?]
  private let cells: [[TextWords]?]

  /// The layout of `rows` on lines of `room` characters.
  init(_ rows: [TableRow], columnCount: Int, room: Int) {
    cells = rows.map { row in
      guard case .cells(let cells) = row else { return nil }
      return cells.map { TextWords(cell: $0, longest: max(1, room / 2)) }
    }
    lengths = cells.map { row in
      row?.map { words in
        let parts = words.parts.map(\.count)
        return (parts, parts.reduce(0, +) + max(0, parts.count - 1))
      }
    }
    let widest = (0..<columnCount).map { column in
      lengths.reduce(0) { max($0, $1?[column].total ?? 0) }
    }
    let narrowest = (0..<columnCount).map { column in
      lengths.reduce(0) { max($0, $1?[column].parts.max() ?? 0) }
    }
    // A column without text takes no room.
    let used = (0..<columnCount).filter { widest[$0] > 0 }
    guard used.count < 2 || narrowest[used[0]] <= room / 2 else { return }
    var groups: [[Int]] = []
    for column in used {
      if let last = groups.last, Self.width(of: last + [column], narrowest) <= room {
        groups[groups.count - 1].append(column)
      } else {
        groups.append(groups.isEmpty ? [column] : [used[0], column])
      }
    }
    guard groups.allSatisfy({ Self.width(of: $0, narrowest) <= room }) else { return }
    blocks = groups.map { columns in
      Block(columns: columns, widths: widths(columns, from: widest, to: narrowest, room: room))
    }
  }

  /// The lines of a cell at some width.
  func lines(row: Int, column: Int, width: Int) -> [String] {
    guard let parts = cells[row]?[column].parts else { return [] }
    var lines: [String] = []
    for part in parts {
      if let last = lines.last, last.count + 1 + part.count <= width {
        lines[lines.count - 1] = "\(last) \(part)"
      } else {
        lines.append(part)
      }
    }
    return lines
  }

  /// Widths at which the columns fit, from the widest on: each step takes from the column whose
  /// narrowing lengthens the table least, and among these from the widest.
  private func widths(_ columns: [Int], from widest: [Int], to narrowest: [Int], room: Int) -> [Int]
  {
    var widths = widest
    while Self.width(of: columns, widths) > room {
      let choices = columns.filter { widths[$0] > narrowest[$0] }.map { column in
        var narrower = widths
        narrower[column] -= 1
        return (column: column, height: height(columns, narrower))
      }
      guard
        let best = choices.min(by: {
          ($0.height, -widths[$0.column]) < ($1.height, -widths[$1.column])
        })
      else { break }
      widths[best.column] -= 1
    }
    return columns.reduce(into: widths) { $0[$1] = used(column: $1, width: $0[$1]) }
  }

  /// How many lines the columns take; those of a heading count half.
  private func height(_ columns: [Int], _ widths: [Int]) -> Int {
    var (height, isHeading) = (0, true)
    for case let row? in lengths {
      var lines = 1
      for column in columns where row[column].total > widths[column] {
        lines = max(lines, Self.lineLengths(row[column].parts, width: widths[column]).count)
      }
      height += isHeading ? lines : 2 * lines
      isHeading = false
    }
    return height
  }

  /// The width that the lines of a column take, which may be less than they may take.
  private func used(column: Int, width: Int) -> Int {
    lengths.reduce(0) { most, row in
      guard let cell = row?[column], cell.total > width else {
        return max(most, row?[column].total ?? 0)
      }
      return max(most, Self.lineLengths(cell.parts, width: width).max() ?? 0)
    }
  }

  /// The lengths of the lines of parts that are wrapped at some width.
  private static func lineLengths(_ parts: [Int], width: Int) -> [Int] {
    parts.reduce(into: []) { lines, part in
      if let last = lines.last, last + 1 + part <= width {
        lines[lines.count - 1] = last + 1 + part
      } else {
        lines.append(part)
      }
    }
  }

  /// How many characters columns and the gaps between them take.
  private static func width(of columns: [Int], _ widths: [Int]) -> Int {
    columns.reduce(0) { $0 + widths[$1] } + max(0, columns.count - 1) * gap.count
  }
}
