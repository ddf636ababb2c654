import Foundation
import Platform
public import TrainingRuns

extension ReportRecord {
  /// The report as standalone Markdown, without figures.
  public func markdown() -> String {
    ReportMarkdown(self, figures: FigureSet(self), hasImages: false).text
  }

  /// The report as one HTML file, with the figures where gnuplot is among `programs`.
  ///
  /// - Throws: `CocoaError` where temporary files cannot be written, ``FigureError`` where gnuplot fails.
  public func html(programs: Programs, threadCount: Int) async throws -> String {
    try await drawn(programs: programs, threadCount: threadCount) { drawing, images in
      try ReportPage(self, figures: drawing.set, images: images ?? [:]).text()
    }
  }

  /// The report as a Jupyter notebook, which reads `report.json` and `data/*.csv` beside it.
  ///
  /// - Throws: `CocoaError` where temporary files cannot be written, ``FigureError`` where gnuplot fails.
  public func notebook(programs: Programs, threadCount: Int) async throws -> String {
    try await drawn(programs: programs, threadCount: threadCount) { drawing, images in
      try ReportNotebook(
        self, figures: drawing.set, images: images == nil ? [:] : drawing.pixels()
      ).text()
    }
  }

  /// The result of `form` for the figures, drawn in a temporary folder where gnuplot is among `programs`.
  private func drawn(
    programs: Programs, threadCount: Int,
    _ form: (FigureDrawing, [String: String]?) throws -> String
  ) async throws -> String {
    let folder = try DraftFolder(in: FileManager.default.temporaryDirectory.path, mode: 0o700)
    defer { folder.remove() }
    let drawing = FigureDrawing(FigureSet(self), folder: URL(fileURLWithPath: folder.path))
    try drawing.writeSources()
    return try form(
      drawing, try await drawing.images(programs: programs, threadCount: threadCount))
  }
}
