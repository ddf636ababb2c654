import Escaping
public import Foundation
import Platform
public import TrainingRuns

/// A report as a folder: a page, a notebook, figures, tables and the record.
///
///     index.html  report.json  report.md  report.tex  notebook.ipynb
///     figures/NAME.{gp,svg,png,pdf}  data/NAME.csv  tables/NAME.tex
///
/// A hidden file, `.echelle-files.json`, lists the files written, and marks the folder as a report that may
/// be replaced.
public struct ReportFolder: Sendable {
  /// The content of the report.
  public let record: ReportRecord
  /// The forms in the folder.
  public let contents: Contents

  /// The forms of a report.
  public enum Contents: Sendable {
    /// All forms.
    case everything
    /// The notebook with the record and the tables that it reads.
    case notebook
  }

  /// A folder of `record`.
  public init(_ record: ReportRecord, contents: Contents = .everything) {
    self.record = record
    self.contents = contents
  }

  /// The result of writing a folder.
  public struct Outcome: Sendable {
    /// The names of the files in it, sorted.
    public var files: [String]
    /// Notes, a sentence each.
    public var notes: [String]

    /// The result of writing an atomic folder whose value is such notes.
    init(_ written: (files: [String], value: [String], leftover: String?)) {
      files = written.files
      notes = written.value
      guard let leftover = written.leftover else { return }
      notes.append(
        "the replaced report could not be removed completely and is now in "
          + "\(ShellText.word(leftover)); remove that folder by hand")
    }
  }

  /// Writes the folder, whole or not at all.
  ///
  /// - Parameters:
  ///   - folder: Where it goes.
  ///   - replaces: Whether to replace an existing report. Files that Echelle did not write are never
  ///     replaced.
  ///   - programs: Where to look for gnuplot. Without it a note says that the figures are not drawn.
  ///   - threadCount: The most figures drawn at once.
  /// - Returns: The files in it, and notes.
  /// - Throws: `AtomicFolder.Refusal` where files must not be replaced, `SystemError` or `CocoaError` where
  ///   the folder cannot be written, ``FigureError`` where gnuplot fails.
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
      let latex = ReportLaTeX(record)
      try write(latex.text, "report.tex")
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("tables"), withIntermediateDirectories: false)
      for table in latex.allTables { try write(table.fragment, "tables/\(table.key).tex") }
    case .notebook:
      try FileManager.default.removeItem(at: folder.appendingPathComponent("figures"))
    }
    return images == nil ? [FigureRenderer.absence] : []
  }
}
