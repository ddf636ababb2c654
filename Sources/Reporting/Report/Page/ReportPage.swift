import Documents
import EnergyModel
import Planning
import ScalingLaws
import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The page of a report: one self-contained HTML file that makes no request.
///
/// ``PageTemplate`` escapes every value, so that a run named `<script>` is text. Only the page's style and
/// script, the drawings by gnuplot, and the data that ``PageData`` encodes are inserted unescaped.
struct ReportPage {
  private let record: ReportRecord
  private let figures: FigureSet
  private let images: [String: String]

  /// A page with the SVG `images` of its figures, by name.
  init(_ record: ReportRecord, figures: FigureSet, images: [String: String]) {
    self.record = record
    self.figures = figures
    self.images = images
  }

  /// The HTML.
  ///
  /// - Throws: `EncodingError` if a number of the data is not finite.
  func text() throws -> String {
    try PageTemplate(PackageResources.page_mustache, script: PackageResources.page_js)
      .render(try context())
  }

  private func context() throws -> [String: Any] {
    let fit = record.fit
    let data = PageData(record)
    var context: [String: Any] = [
      "version": fit.provenance.version, "title": record.title,
      "equation": SymbolText.equation(fit.law.equation),
      "meanings": FitText(fit).meanings, "used": fit.dataset.used, "rows": fit.dataset.rows,
      "data": try data.json(),
      "remarks": record.remarkSentences.map {
        ["severity": $0.severity.rawValue, "text": $0.text]
      }, "directions": record.directionSentences.map(record.shown),
      "answerSentence": record.answerSentence, "level": NumberText.percent(fit.bootstrap.level),
      "figures": figures.figures.map(figure),
      "omissions": figures.omissions.map { ["title": $0.title, "reason": $0.reason] },
      "tables": record.tables.map(\.context),
      "lists": ReportLists(record).shown.map {
        ["key": $0.key, "title": $0.title, "items": $0.items]
      }, "commands": record.commands,
    ]
    if !record.fit.remarks.isEmpty { context["hasRemarks"] = true }
    if images.isEmpty { context["figureNote"] = sentence(FigureRenderer.absence) }
    if let answer = record.answer {
      context["answer"] = true
      context["budget"] = NumberText.significant(answer.compute.value)
      context["planRows"] = ReportRecord.rows(answer, of: fit.predicted).map {
        [
          "key": $0.key, "title": $0.title, "value": $0.value, "interval": $0.interval,
          "unit": $0.unit,
        ]
      }
      context["reach"] = answer.notes.map(sentence).joined(separator: " ")
      if let plan = data.plan, let range = record.budgetRange {
        context["slider"] = true
        context["drawCount"] = plan.drawText
        context["least"] = "\(log10(range.lowerBound))"
        context["greatest"] = "\(log10(range.upperBound))"
        context["start"] = "\(log10(answer.compute.value))"
      }
    }
    if let runs = data.runs {
      context["explorer"] = true
      context["explorerText"] =
        (runs.stride == 1
          ? "All \(runs.row.count) runs"
          : "1 in \(runs.stride) of the \(runs.total) runs, which are all in data/runs.csv")
        + (data.frontier.isEmpty
          ? "" : ", and the lowest loss that the law predicts for each budget")
        + "."
    }
    return context
  }

  private func figure(_ figure: Figure) -> [String: Any] {
    var context: [String: Any] = [
      "name": figure.name, "title": figure.title, "description": figure.description,
    ]
    if let image = images[figure.name] {
      context["image"] = InlineSVG(image, figure: figure).text
    }
    return context
  }
}
