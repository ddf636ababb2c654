/// A table in rounded numbers.
struct ReportTable {
  /// The stem of its file where it has one of its own, such as `plans-by-budget`.
  let key: String
  let title: String
  let text: String?
  let header: [String]
  let rows: [[Cell]]
  /// The columns that hold numbers.
  let numbers: Set<Int>

  /// The table as the page's template takes it.
  var context: [String: Any] {
    var context: [String: Any] = [
      "title": title, "header": header,
      "rows": rows.map { row in
        [
          "cells": row.enumerated().map { index, cell -> [String: Any] in
            ["text": cell.text, "isNumber": numbers.contains(index)]
          }
        ]
      },
    ]
    context["text"] = text
    return context
  }

  /// A cell: a text, or a number with the interval that stands behind it.
  struct Cell: ExpressibleByStringInterpolation {
    let value: String
    let interval: String?

    init(_ value: String, interval: String? = nil) {
      self.value = value
      self.interval = interval
    }

    init(stringLiteral value: String) { self.init(value) }

    /// Both on a line.
    var text: String { interval.map { "\(value) \($0)" } ?? value }
  }
}
