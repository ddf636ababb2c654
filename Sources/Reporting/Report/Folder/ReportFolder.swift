import Escaping
public import Foundation
import Platform
public import TrainingRuns

/// A report as a folder: a page, a notebook, figures, tables and the record.
///
///     index.html  report.json  report.md  report.tex  notebook.ipynb
///     figures/NAME.{gp,svg,png,pdf}  data/NAME.csv
///
/// A hidden file, `.echelle-files.json`, lists what was written; by it a report is known that may be
/// replaced.
public struct ReportFolder: Sendable {
  /// What the report says.
  public let record: ReportRecord
  /// Which of its forms are in the folder.
  public let contents: Contents

  /// What is in a folder.
  public enum Contents: Sendable {
    /// All forms.
    case everything
    /// The notebook, with the record and the tables that it reads.
    case notebook
  }

  /// A folder of `record`.
  public init(_ record: ReportRecord, contents: Contents = .everything) {
    self.record = record
    self.contents = contents
  }

  /// What became of a folder.
  public struct Outcome: Sendable {
    /// The names of the files in it, sorted.
    public var files: [String]
    /// What has to be said of it, a sentence each.
    public var notes: [String]

    /// What came of writing an atomic folder whose value is such sentences.
    init(_ written: (files: [String], value: [String], leftover: String?)) {
      files = written.files
      notes = written.value
      guard let leftover = written.leftover else { return }
      notes.append(
        "could not remove all of the report that was replaced: it is now in "
          + "\(ShellText.word(leftover)); remove that folder by hand")
    }
  }

  /// Writes the folder, whole or not at all.
  ///
  /// - Parameters:
  ///   - folder: Where it goes.
  ///   - replaces: Whether a report that is there is replaced. What Echelle did not write never is.
  ///   - programs: Where gnuplot is looked for. Without it the figures are not drawn, which is told.
  ///   - threadCount: How many figures are drawn at once.
  /// - Returns: What is in it, and what has to be said of it.
  /// - Throws: `AtomicFolder.Refusal` where there is something that is not to be replaced, `SystemError` or
  ///   `CocoaError` where it cannot be written, ``FigureError`` where gnuplot fails.
  public func write(
    to folder: URL, replacing replaces: Bool = true, programs: Programs, threadCount: Int
  ) async throws -> Outcome {
    let written = try await AtomicFolder(folder.path).write(replacing: replaces) { draft in
      try await fill(URL(fileURLWithPath: draft), programs: programs, threadCount: threadCount)
    }
    return Outcome(written)
  }

  private func fill(
    _ folder: URL, programs: Programs, threadCount: Int
  ) async throws -> [String] {
    let figures = FigureSet(record)
    let drawing = FigureDrawing(figures, folder: folder)
    try drawing.writeSources()
    func write(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    for (name, csv) in ReportDataTables(record).files { try write(csv, "data/\(name).csv") }
    let images = try await drawing.images(programs: programs, threadCount: threadCount)
    try write(record.json(figures), "report.json")
    try write(
      ReportNotebook(
        record, figures: figures, images: images == nil ? [:] : drawing.pixels()
      ).text(), "notebook.ipynb")
    switch contents {
    case .everything:
      try write(ReportPage(record, figures: figures, images: images ?? [:]).text(), "index.html")
      try write(
        ReportMarkdown(record, figures: figures, hasImages: images != nil).text, "report.md")
      try write(record.latex(), "report.tex")
    case .notebook:
      try FileManager.default.removeItem(at: folder.appendingPathComponent("figures"))
    }
    return images == nil ? [FigureRenderer.absence] : []
  }
}
