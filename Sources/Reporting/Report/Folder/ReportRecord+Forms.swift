import Foundation
public import TrainingRuns

extension ReportRecord {
  /// The report as Markdown that stands alone, without figures.
  public func markdown() -> String {
    ReportMarkdown(self, figures: FigureSet(self), hasImages: false).text
  }

  /// The report as one HTML file, with the figures where gnuplot is among `programs`.
  ///
  /// - Throws: `CocoaError` where temporary files cannot be written, ``FigureError`` where gnuplot fails.
  public func html(programs: Programs, threadCount: Int) async throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("echelle-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let figures = FigureSet(self)
    let drawing = FigureDrawing(figures, folder: folder)
    try drawing.writeSources()
    let images = try await drawing.images(programs: programs, threadCount: threadCount)
    return try ReportPage(self, figures: figures, images: images ?? [:]).text()
  }
}
