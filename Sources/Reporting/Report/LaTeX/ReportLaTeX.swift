import Escaping
import Planning
import ScalingLaws
import Statistics

/// A report as a LaTeX document; each of its tables is also a file for `\input` into a paper.
struct ReportLaTeX {
  private let record: ReportRecord

  init(_ record: ReportRecord) {
    self.record = record
  }

  /// The document.
  var text: String {
    let blocks =
      [preamble, opening] + tables.map(\.text) + assumptions + [diagnostics.text] + provenance
      + ["\\end{document}"]
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var preamble: String {
    """
    % Written by Echelle \(LaTeXText.escaped(record.fit.provenance.version)).
    \\documentclass[a4paper,10pt]{article}
    \\usepackage[T1]{fontenc}
    \\usepackage{textcomp}
    \\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}
    \\usepackage[margin=2cm]{geometry}
    \\usepackage{booktabs,longtable}
    \\setlength{\\belowcaptionskip}{6pt}
    \\setlength{\\parindent}{0pt}
    \\setlength{\\parskip}{6pt plus 2pt}
    \\setlength{\\emergencystretch}{3em}
    \\begin{document}
    \\raggedright
    """
  }

  private var opening: String {
    let fit = record.fit
    return [
      "\\section*{\(LaTeXText.escaped(record.title))}", EquationTeX.text(fit.law.equation),
      LaTeXText.escaped(
        "\(FitText(fit).meanings). \(fit.dataset.used) of \(fit.dataset.rows) rows used."),
      Self.list(record.remarkSentences.map { "\($0.severity.rawValue): \($0.text)" }),
      LaTeXText.escaped(record.answerSentence),
      LaTeXText.escaped(record.shown(record.directionSentences.joined(separator: " "))),
      LaTeXText.escaped((record.answer?.notes ?? []).map(sentence).joined(separator: " ")),
    ].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var tables: [LaTeXTable] {
    ([record.answerTable].compactMap { $0 } + record.tables).map(LaTeXTable.init)
  }

  /// All tables of the document.
  var allTables: [LaTeXTable] { tables + [energyAssumptions].compactMap { $0 } + [diagnostics] }

  private var assumptions: [String] {
    let lists = ReportLists(record)
    let remarks = (lists.remarks + [lists.energyBoundary].compactMap { $0 }).map {
      record.shown(sentence($0))
    }
    return ["\\subsection*{Assumptions}", Self.list(remarks)]
      + [energyAssumptions?.text].compactMap { $0 }
  }

  /// The quantities that the energy rests on; `nil` where there are none.
  private var energyAssumptions: LaTeXTable? {
    let quantities = ReportLists(record).energyQuantities
    guard !quantities.isEmpty else { return nil }
    return LaTeXTable(
      key: "energy-assumptions", title: "Energy assumptions", remark: nil,
      header: ["Quantity", "Median", "Source"],
      rows: quantities.map { [.init($0.title), .init($0.value), .init($0.source)] },
      columns: [.text(0.2), .number, .text(0.58)])
  }

  private var diagnostics: LaTeXTable {
    LaTeXTable(
      key: "diagnostics", title: "Diagnostics", remark: nil, header: ["Check", "Result"],
      rows: ReportLists(record).diagnostics.map(record.shown).map { remark in
        let parts = remark.split(separator: ": ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return ["", .init(sentence(remark))] }
        return [.init(sentence(parts[0]).filter { $0 != "." }), .init(sentence(parts[1]))]
      }, columns: [.text(0.18), .text(0.72)])
  }

  private var provenance: [String] {
    let commands = record.commands.map {
      "{\\raggedright\\small \(LaTeXText.code($0))\\par}"
    }
    return ["\\subsection*{Provenance}", Self.list(ReportLists(record).provenance)] + commands
  }

  private static func list(_ items: [String]) -> String {
    guard !items.isEmpty else { return "" }
    return
      (["\\begin{itemize}"] + items.map { "  \\item \(LaTeXText.escaped($0))" }
      + ["\\end{itemize}"]).joined(separator: "\n")
  }
}

extension ReportRecord {
  /// The report as a LaTeX document, for pdfLaTeX, XeLaTeX or LuaLaTeX.
  public func latex() -> String { ReportLaTeX(self).text }
}
