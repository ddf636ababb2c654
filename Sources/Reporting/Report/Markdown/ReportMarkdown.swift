import Escaping
import Planning
import ScalingLaws
import Statistics

/// A report as Markdown, with its figures in files beside it.
struct ReportMarkdown {
  private let record: ReportRecord
  private let figures: FigureSet
  private let hasImages: Bool

  init(_ record: ReportRecord, figures: FigureSet, hasImages: Bool) {
    self.record = record
    self.figures = figures
    self.hasImages = hasImages
  }

  var text: String {
    let fit = record.fit
    var blocks = [
      "# \(MarkdownText.escaped(record.title))",
      MarkdownText.code(SymbolText.equation(fit.law.equation)),
      Self.remarks(record), "## What to train", MarkdownText.escaped(record.answerSentence),
    ]
    blocks += record.directionSentences.map { MarkdownText.escaped(record.shown($0)) }
    if let answer = record.answerTable { blocks.append(Self.table(answer)) }
    blocks += (record.answer?.notes ?? []).map { MarkdownText.escaped(sentence($0)) }
    for table in record.tables {
      blocks.append("## \(MarkdownText.escaped(table.title))")
      if let text = table.text { blocks.append(MarkdownText.escaped(text)) }
      blocks.append(Self.table(table))
    }
    blocks.append("## Figures")
    if hasImages {
      blocks += figures.figures.map {
        "![\(MarkdownText.escaped($0.title))](figures/\($0.name).png)\n\n\(MarkdownText.escaped($0.description))"
      }
    } else {
      blocks.append(MarkdownText.escaped(sentence(FigureRenderer.absence)))
    }
    blocks += figures.omissions.map {
      MarkdownText.escaped("\($0.title): not drawn because \($0.reason).")
    }
    for list in ReportLists(record).shown {
      blocks.append("## \(MarkdownText.escaped(list.title))")
      blocks.append(list.items.map { "- \(MarkdownText.escaped($0))" }.joined(separator: "\n"))
    }
    if !record.commands.isEmpty {
      blocks.append("## Reproduce")
      blocks.append(MarkdownText.block(record.commands, language: "sh"))
    }
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  /// The remarks, the gravest first; empty where there are none.
  static func remarks(_ record: ReportRecord) -> String {
    record.remarkSentences.map { "- **\($0.severity.rawValue):** \(MarkdownText.escaped($0.text))" }
      .joined(separator: "\n")
  }

  /// A table with right-aligned numbers.
  static func table(_ table: ReportTable) -> String {
    let header = table.header.map(MarkdownText.escaped)
    let rules = table.header.indices.map { table.numbers.contains($0) ? "---:" : "---" }
    let rows = table.rows.map { $0.map { MarkdownText.escaped($0.text) } }
    return ([header, rules] + rows).map { "| \($0.joined(separator: " | ")) |" }
      .joined(separator: "\n")
  }
}
