import Documents
import Escaping

/// A document other than a fit as a Jupyter notebook, whose cells compute from `report.json`, the document,
/// and `data/*.csv` beside it.
struct DocumentNotebook {
  let document: CompanionDocument
  /// Its figure and the tables of that.
  let figures: FigureSet
  /// The PNG of each drawn figure in Base64, by name.
  let images: [String: String]
  /// The words of the command that makes the notebook.
  let command: [String]

  /// The notebook as a file.
  ///
  /// - Throws: `EncodingError`, which does not happen.
  func text() throws -> String { try JSONText.encode(Notebook(cells: cells)) }

  /// The commands that make the document and the notebook.
  private var commands: [String] {
    let making = document.command.map { ["echelle"] + $0.dropFirst() }
    return [making, command].compactMap { $0 }.map {
      ShellText.command($0.map(ShownPath.word))
    }
  }

  private var cells: [Notebook.Cell] {
    let content = document.content
    let opening =
      ["# \(MarkdownText.escaped(content.title))"] + content.statements.map(\.markdown)
      + [Notebook.requirements]
    return [
      Notebook.Cell(id: "title", kind: .markdown(opening.joined(separator: "\n\n"))),
      Notebook.Cell(id: "setup", kind: .code(NotebookSetup.text, outputs: [])),
    ] + readings
      + figures.figures.flatMap {
        Notebook.cells(of: $0, in: figures.tables, image: images[$0.name])
      } + [
        Notebook.Cell(
          id: "reproduce",
          kind: .markdown("## Reproduce\n\n" + MarkdownText.block(commands, language: "sh")))
      ]
  }

  /// The numbers of the document, read from it and printed.
  private var readings: [Notebook.Cell] {
    let readings = document.content.readings
    guard !readings.isEmpty else { return [] }
    let code = readings.map { "say(\(PythonText.quoted($0.name)), \($0.expression))" }
      .joined(separator: "\n")
    let output = readings.map {
      NotebookSetup.said($0.name, $0.quantity.estimate, unit: $0.quantity.unit)
    }.joined()
    return [
      Notebook.Cell(id: "figures-text", kind: .markdown("## Numbers")),
      Notebook.Cell(id: "figures", kind: .code(code, outputs: [.text(output)])),
    ]
  }
}
