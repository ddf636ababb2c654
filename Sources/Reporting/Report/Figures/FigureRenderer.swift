import Foundation
import TrainingRuns

/// Draws figures with gnuplot.
struct FigureRenderer: Sendable {
  private let gnuplot: String
  private let programs: Programs

  /// The note of a report without gnuplot.
  static let absence =
    "the figures are not drawn, because gnuplot is not installed; install the packages gnuplot-nox and "
    + "fonts-inter and build the report again, or run the scripts in its folder figures"

  /// A renderer that uses the gnuplot among `programs`; `nil` without one.
  init?(programs: Programs) {
    guard let gnuplot = programs.locate("gnuplot") else { return nil }
    self.gnuplot = gnuplot
    self.programs = programs
  }

  /// Runs the scripts of `figures`, which are in `folder`, as many at once as there are threads.
  ///
  /// The drawings carry no date, and are the same from run to run.
  ///
  /// - Throws: ``FigureError`` where gnuplot fails, `ProgramError` where it cannot be started.
  func draw(_ figures: [Figure], in folder: URL, threadCount: Int) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, figure) in figures.enumerated() {
        if index >= max(1, threadCount) { try await group.next() }
        group.addTask { try await draw(figure, in: folder) }
      }
      try await group.waitForAll()
    }
  }

  private func draw(_ figure: Figure, in folder: URL) async throws {
    // The folder is an argument of the shell, not part of a command: its name may contain anything.
    let result = try await programs.run(
      "/bin/sh",
      [
        "-c", "cd -- \"$1\" && exec \"$2\" --default-settings \"$3\"", "sh", folder.path, gnuplot,
        "\(figure.name).gp",
      ])
    guard result.status == 0 else {
      throw FigureError(name: figure.name, message: result.errors)
    }
    let file = folder.appendingPathComponent("\(figure.name).pdf")
    try Self.undated(Data(contentsOf: file)).write(to: file)
    let drawing = folder.appendingPathComponent("\(figure.name).svg")
    let svg = String(decoding: try Data(contentsOf: drawing), as: UTF8.self)
    try Data(SVGMarkup.wellFormed(svg).utf8).write(to: drawing)
  }

  /// A PDF without its date, which cairo always writes.
  private static func undated(_ pdf: Data) -> Data {
    guard let key = pdf.range(of: Data("/CreationDate (".utf8)),
      let end = pdf[key.upperBound...].firstIndex(of: UInt8(ascii: ")"))
    else { return pdf }
    // As long as the text it replaces: the file lists the offset of each object.
    let date = "D:20000101000000Z".padding(
      toLength: end - key.upperBound, withPad: " ", startingAt: 0)
    var undated = pdf
    undated.replaceSubrange(key.upperBound..<end, with: Data(date.utf8))
    return undated
  }
}
