import Statistics

/// The remarks on a result in a terminal: the gravest first, wrapped.
struct RemarkText {
  private let remarks: [Remark]
  private let indent: String

  /// The text of `remarks`, each after `indent`.
  init(_ remarks: [Remark], indent: String = "  ") {
    self.remarks = remarks.gravestFirst
    self.indent = indent
  }

  /// All of them.
  var all: [TextLine] { lines { _ in true } }

  /// Those that forbid relying on the result, which stand before its figures.
  var severe: [TextLine] { lines { $0 == .severe } }

  /// Those that follow the figures.
  var others: [TextLine] { lines { $0 != .severe } }

  /// Those that are repeated with everything computed from the result.
  var grave: [TextLine] { lines { $0 >= .warning } }

  /// Those of several results that are repeated with everything computed from them, below each name.
  static func lines(of results: [(name: String, remarks: [Remark])]) -> [TextLine] {
    results.flatMap { name, remarks in
      let grave = RemarkText(remarks).grave
      return grave.isEmpty ? [] : [TextLine(text: "\(name):")] + grave
    }
  }

  /// A remark with its severity and its remedy, on one line.
  static func sentence(_ remark: Remark) -> String {
    "\(remark.severity.rawValue): \(unmarked(remark))"
  }

  /// A remark with its remedy, on one line.
  static func unmarked(_ remark: Remark) -> String {
    remark.text + (remark.fix.map { "; \($0)" } ?? "")
  }

  private func lines(_ isShown: (Remark.Severity) -> Bool) -> [TextLine] {
    remarks.filter { isShown($0.severity) }.flatMap { remark in
      Self.sentence(remark).wrapped(indent: indent)
        .lines(remark.severity.emphasis)
    }
  }
}

extension Remark.Severity {
  /// How its lines stand out.
  var emphasis: TextLine.Emphasis {
    switch self {
    case .severe: .bad
    case .warning: .caution
    case .note: .none
    }
  }
}

extension Sequence<TextLine> {
  /// The lines as a part of a page: after an empty line; nothing where there are none.
  var section: [TextLine] {
    let lines = Array(self)
    return lines.isEmpty ? [] : [TextLine(text: "")] + lines
  }
}
