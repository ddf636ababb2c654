import Planning
import ScalingLaws

/// A report as Markdown, with its figures beside it.
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
      "# \(Self.escaped(record.title))", "`\(fit.law.equation.replacing("`", with: ""))`",
      "## What to train", Self.escaped(record.answerSentence),
    ]
    if let answer = record.answer {
      blocks.append(
        Self.table(
          ["Figure", "Estimate", "Interval", "Unit"],
          ReportRecord.rows(answer, lossUnit: fit.dataset.lossUnit).map {
            [$0.title, $0.value, $0.interval, $0.unit]
          }))
      blocks += answer.notes.map { Self.escaped(sentence($0)) }
    }
    for table in PageTables(record).tables {
      blocks.append("## \(table.title)")
      if let text = table.text { blocks.append(Self.escaped(text)) }
      blocks.append(Self.table(table.header, table.rows))
    }
    blocks.append("## Figures")
    if hasImages {
      blocks += figures.figures.map {
        "![\(Self.escaped($0.title))](figures/\($0.name).png)\n\n\(Self.escaped($0.description))"
      }
    } else {
      blocks.append(Self.escaped(sentence(FigureRenderer.absence)))
    }
    blocks += figures.omissions.map { Self.escaped("\($0.title): not drawn, since \($0.reason).") }
    blocks.append("## Assumptions")
    blocks.append(Self.list(fit.dataset.notes + fit.dataset.exclusions))
    blocks.append("## Diagnostics")
    blocks.append(Self.list(FitText(fit).diagnostics))
    if !record.commands.isEmpty {
      blocks.append("## Reproduce it")
      blocks.append("```sh\n\(record.commands.joined(separator: "\n"))\n```")
    }
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private static func list(_ items: [String]) -> String {
    items.map { "- \(escaped(sentence($0)))" }.joined(separator: "\n")
  }

  private static func table(_ header: [String], _ rows: [[String]]) -> String {
    let lines = [header, header.map { _ in "---" }] + rows
    return lines.enumerated().map { index, cells in
      "| " + cells.map { index == 1 ? $0 : escaped($0) }.joined(separator: " | ") + " |"
    }.joined(separator: "\n")
  }

  /// Text in which nothing is mark-up.
  private static func escaped(_ text: String) -> String {
    text.map { character in
      if character.isNewline { return " " }
      return "\\`*_[]<>|#".contains(character) ? "\\\(character)" : "\(character)"
    }.joined()
  }
}
