import Foundation
import TrainingRuns

/// The figures of a report in a folder: `figures/NAME.gp`, `data/NAME.csv`, and the drawings by gnuplot.
struct FigureDrawing {
  let set: FigureSet
  private let scripts: URL
  private let data: URL

  init(_ set: FigureSet, folder: URL) {
    self.set = set
    scripts = folder.appendingPathComponent("figures")
    data = folder.appendingPathComponent("data")
  }

  /// Writes the scripts and the tables, and makes the folders for them.
  func writeSources() throws {
    for folder in [scripts, data] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    for table in set.tables {
      try Data(table.csv.utf8).write(to: data.appendingPathComponent("\(table.name).csv"))
    }
    for figure in set.figures {
      try Data(FigureScript(figure: figure, tables: set.tables).text.utf8)
        .write(to: scripts.appendingPathComponent("\(figure.name).gp"))
    }
  }

  /// Draws the figures.
  ///
  /// - Returns: The SVG of each, by name; `nil` without gnuplot.
  func images(programs: Programs, threadCount: Int) async throws -> [String: String]? {
    guard let renderer = FigureRenderer(programs: programs) else { return nil }
    try await renderer.draw(set.figures, in: scripts, threadCount: threadCount)
    return try Dictionary(
      uniqueKeysWithValues: set.figures.map { figure in
        let file = scripts.appendingPathComponent("\(figure.name).svg")
        return (figure.name, String(decoding: try Data(contentsOf: file), as: UTF8.self))
      })
  }

  /// The PNG of each drawn figure in Base64, by name.
  func pixels() throws -> [String: String] {
    try Dictionary(
      uniqueKeysWithValues: set.figures.map { figure in
        let file = scripts.appendingPathComponent("\(figure.name).png")
        return (figure.name, try Data(contentsOf: file).base64EncodedString())
      })
  }
}
