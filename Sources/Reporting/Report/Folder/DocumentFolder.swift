public import Foundation
public import TrainingRuns

/// A notebook of a document that is no fit, as a folder with what its cells read.
///
///     notebook.ipynb  report.json  data/NAME.csv
public struct DocumentFolder: Sendable {
  private let document: CompanionDocument
  private let command: [String]

  /// A folder of `document`, which the words of `command` make again.
  public init(_ document: CompanionDocument, command: [String]) {
    self.document = document
    self.command = command
  }

  /// Writes the folder, whole or not at all.
  ///
  /// - Parameters:
  ///   - folder: Where it goes; over what is there.
  ///   - programs: Where gnuplot is looked for. Without it the figures are not drawn, which is told.
  /// - Returns: What is in it, and what has to be said of it.
  /// - Throws: `CocoaError` where it cannot be written, ``FigureError`` where gnuplot fails.
  public func write(to folder: URL, programs: Programs) async throws -> ReportFolder.Outcome {
    try await FolderDraft.write(folder) { draft in
      let (notebook, isDrawn) = try await notebook(in: draft, programs: programs)
      try Data(notebook.utf8).write(to: draft.appendingPathComponent("notebook.ipynb"))
      try Data(document.bytes).write(to: draft.appendingPathComponent("report.json"))
      try FileManager.default.removeItem(at: draft.appendingPathComponent("figures"))
      return isDrawn ? [] : [FigureRenderer.absence]
    }
  }

  /// The notebook alone.
  ///
  /// - Throws: As ``write(to:programs:)``.
  public func notebook(programs: Programs) async throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("echelle-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await notebook(in: folder, programs: programs).text
  }

  private func notebook(
    in folder: URL, programs: Programs
  ) async throws -> (text: String, isDrawn: Bool) {
    let set = FigureSet(figures: document.content.figure.map { [$0] } ?? [])
    let drawing = FigureDrawing(set, folder: folder)
    try drawing.writeSources()
    let isDrawn = try await drawing.images(programs: programs, threadCount: 1) != nil
    let images = isDrawn ? try drawing.pixels() : [:]
    return (
      try DocumentNotebook(document: document, images: images, command: command).text(), isDrawn
    )
  }
}
