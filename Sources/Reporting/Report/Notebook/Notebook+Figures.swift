import Escaping

extension Notebook {
  /// A heading with a paragraph below it.
  static func heading(_ title: String, _ text: String?) -> String {
    "## \(MarkdownText.escaped(title))" + (text.map { "\n\n\(MarkdownText.escaped($0))" } ?? "")
  }

  /// What a figure shows, and the code that redraws it below the drawing of gnuplot.
  static func cells(of figure: Figure, image: String?) -> [Cell] {
    let title = GnuplotText.plain(figure.title)
    let outputs = image.map {
      [Output.image(png: $0, text: title, width: Int(FigureScript.width))]
    }
    return [
      Cell(id: "\(figure.name)-text", kind: .markdown(heading(title, figure.description))),
      Cell(
        id: figure.name, kind: .code(FigurePython(figure: figure).text, outputs: outputs ?? [])),
    ]
  }
}
