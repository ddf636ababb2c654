import Escaping

extension Notebook {
  /// What the cells of a notebook read and need.
  static let requirements =
    "The cells read `report.json` and the tables in `data/` next to this notebook. They need pandas and "
    + "matplotlib."

  /// A heading with a paragraph below it.
  static func heading(_ title: String, _ text: String?) -> String {
    "## \(MarkdownText.escaped(title))" + (text.map { "\n\n\(MarkdownText.escaped($0))" } ?? "")
  }

  /// The description of a figure, and the code that redraws it, with the drawing of gnuplot as output.
  static func cells(of figure: Figure, in tables: [FigureTable], image: String?) -> [Cell] {
    let title = GnuplotText.plain(figure.title)
    let outputs = image.map {
      [Output.image(png: $0, text: title, width: Int(FigureScript.width))]
    }
    return [
      Cell(id: "\(figure.name)-text", kind: .markdown(heading(title, figure.description))),
      Cell(
        id: figure.name,
        kind: .code(FigurePython(figure: figure, tables: tables).text, outputs: outputs ?? [])),
    ]
  }
}
