import Documents
import Escaping
import Planning
import ScalingLaws
import Statistics

/// A report as a Jupyter notebook, whose cells compute from `report.json` and `data/*.csv` beside it.
///
/// The outputs are those of running it: the text to the byte, and the figures as drawn by gnuplot, which
/// the cells redraw with matplotlib.
struct ReportNotebook {
  private let record: ReportRecord
  private let figures: FigureSet
  private let images: [String: String]

  /// A notebook with the PNG `images` of its figures, in Base64, by name.
  init(_ record: ReportRecord, figures: FigureSet, images: [String: String]) {
    self.record = record
    self.figures = figures
    self.images = images
  }

  /// The notebook as a file.
  ///
  /// - Throws: `EncodingError`, which does not happen.
  func text() throws -> String { try JSONText.encode(Notebook(cells: cells)) }

  private var cells: [Notebook.Cell] {
    [
      markdown("title", opening),
      Notebook.Cell(id: "setup", kind: .code(NotebookSetup.text, outputs: [])),
    ]
      + answer + [markdown("coefficients", heading("Coefficients", uncertainty)), coefficients]
      + tables + figures.figures.flatMap(figure) + lists
  }

  private func markdown(_ id: String, _ text: String) -> Notebook.Cell {
    Notebook.Cell(id: id, kind: .markdown(text))
  }

  private func heading(_ title: String, _ text: String?) -> String {
    Notebook.heading(title, text)
  }

  private var uncertainty: String { record.shown(FitText(record.fit).uncertaintyText) }

  private var opening: String {
    let fit = record.fit
    return [
      "# \(MarkdownText.escaped(record.title))",
      MarkdownText.code(SymbolText.equation(fit.law.equation)),
      MarkdownText.escaped(
        "\(FitText(fit).meanings). \(fit.dataset.used) of \(fit.dataset.rows) rows used."),
      ReportMarkdown.remarks(record), MarkdownText.escaped(record.answerSentence),
      MarkdownText.escaped(record.shown(record.directionSentences.joined(separator: " "))),
      MarkdownText.escaped((record.answer?.notes ?? []).map(sentence).joined(separator: " ")),
      Notebook.requirements,
    ].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// The quantities of the plan, by their keys in the record.
  private var answer: [Notebook.Cell] {
    guard let plan = record.answer.map({ PlansDocument.Plan($0, fit: record.fit) }) else {
      return []
    }
    let figures: [(key: PlansDocument.Plan.CodingKeys, estimate: UnitEstimate)] = [
      (.compute, plan.compute), (.parameterCount, plan.parameterCount),
      (.tokenCount, plan.tokenCount), (.tokensPerParameter, plan.tokensPerParameter),
      (.loss, plan.loss), (.acceleratorTime, plan.acceleratorTime), (.energy, plan.energy),
      (.emissions, plan.emissions),
    ]
    let place = DocumentPlace<ReportDocument>()
    let keys = figures.map { PythonText.quoted($0.key.rawValue) }.joined(separator: ", ")
    let code = """
      for quantity in [\(keys)]:
          say(quantity, \(place.value(.answer))[quantity])
      """
    let output = figures.map {
      NotebookSetup.said($0.key.rawValue, $0.estimate.estimate, unit: $0.estimate.unit)
    }
    return [
      markdown("answer", heading("What to train", record.answerTable?.text)),
      Notebook.Cell(id: "answer-code", kind: .code(code, outputs: [.text(output.joined())])),
    ]
  }

  private var coefficients: Notebook.Cell {
    let place = DocumentPlace<ReportDocument>()
    let estimates = record.fit.estimates
    let symbols = estimates.map { PythonText.quoted($0.symbol) }.joined(separator: ", ")
    let code = """
      estimates = \(place.value(.coefficients)) | \(place.value(.derived))
      for symbol in [\(symbols)]:
          say(symbol, estimates[symbol])
      """
    let output = estimates.map { NotebookSetup.said($0.symbol, $0.estimate) }.joined()
    return Notebook.Cell(id: "coefficients-code", kind: .code(code, outputs: [.text(output)]))
  }

  /// The tables after the coefficients.
  private var tables: [Notebook.Cell] {
    record.tables.dropFirst().enumerated().map { index, table in
      markdown(
        "table-\(index + 1)",
        heading(table.title, table.text) + "\n\n" + ReportMarkdown.table(table))
    }
  }

  private func figure(_ figure: Figure) -> [Notebook.Cell] {
    Notebook.cells(of: figure, in: figures.tables, image: images[figure.name])
  }

  private var lists: [Notebook.Cell] {
    ReportLists(record).shown.map { list in
      let items = list.items.map { "- \(MarkdownText.escaped($0))" }.joined(separator: "\n")
      return markdown(list.key, "## \(MarkdownText.escaped(list.title))\n\n\(items)")
    }
      + (record.commands.isEmpty
        ? []
        : [
          markdown(
            "reproduce",
            "## Reproduce\n\n" + MarkdownText.block(record.commands, language: "sh"))
        ])
  }
}
