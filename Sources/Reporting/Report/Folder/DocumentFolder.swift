public import Foundation
import Platform
public import TrainingRuns

/// A notebook of a document other than a fit, as a folder with the files that its cells read.
///
///     notebook.ipynb  report.json  data/NAME.csv
public struct DocumentFolder: Sendable {
  private let document: CompanionDocument
  private let command: [String]

  /// A folder of `document`, made by the words of `command`.
  public init(_ document: CompanionDocument, command: [String]) {
    self.document = document
    self.command = command
  }

  /// Writes the folder, whole or not at all.
  ///
  /// - Parameters:
  ///   - folder: Where it goes.
  ///   - replaces: Whether to replace an existing report. Files that Echelle did not write are never
  ///     replaced.
  ///   - programs: Where to look for gnuplot. Without it a note says that the figures are not drawn.
  /// - Returns: The files in it, and notes.
  /// - Throws: As ``ReportFolder/write(to:replacing:programs:threadCount:)``.
  public func write(
    to folder: URL, replacing replaces: Bool = true, programs: Programs
  ) async throws -> ReportFolder.Outcome {
    let written = try await AtomicFolder(folder.path).write(replacing: replaces) { draft in
      let draft = URL(fileURLWithPath: draft)
      let (notebook, isDrawn) = try await notebook(in: draft, programs: programs)
      try Data(notebook.utf8).write(to: draft.appendingPathComponent("notebook.ipynb"))
      try Data(document.bytes).write(to: draft.appendingPathComponent("report.json"))
      try FileManager.default.removeItem(at: draft.appendingPathComponent("figures"))
      return isDrawn ? [] : [FigureRenderer.absence]
    }
    return ReportFolder.Outcome(written)
  }

  /// The notebook alone.
  ///
  /// - Throws: As ``write(to:replacing:programs:)``.
  public func notebook(programs: Programs) async throws -> String {
    let folder = try DraftFolder(in: FileManager.default.temporaryDirectory.path, mode: 0o700)
    defer { folder.remove() }
    return try await notebook(in: URL(fileURLWithPath: folder.path), programs: programs).text
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
      try DocumentNotebook(
        document: document, figures: set, images: images, command: command
      ).text(), isDrawn
    )
  }
}
