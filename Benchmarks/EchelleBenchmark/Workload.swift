import Diagnostics
import Foundation

/// The work that Echelle and its rivals are measured on, read from the file that workload.py writes.
///
/// Points θ are in the order of Chinchilla's coefficients, the amplitudes as logarithms:
/// (ln E, ln A, ln B, α, β).
struct Workload {
  var logParameters: [Double]
  var logTokens: [Double]
  var logLoss: [Double]
  /// The rows of each resample.
  var resamples: [[Int]]
  /// The θ of each start on the runs themselves.
  var starts: [[Double]]
  /// The θ at which the refits start.
  var optimum: [Double]

  /// Reads the file at `path`.
  ///
  /// - Throws: `Diagnostic` where it is no workload, `CocoaError` where it cannot be read.
  init(path: String) throws {
    var words = try WorkloadWords(path: path)
    let runs: [[Double]] = try words.table("rows", width: 3)
    (logParameters, logTokens, logLoss) = (
      runs.map { $0[0] }, runs.map { $0[1] }, runs.map { $0[2] }
    )
    resamples = try words.table("resamples", width: runs.count)
    guard resamples.allSatisfy({ $0.allSatisfy(runs.indices.contains) }) else {
      throw words.error("a row number that is no row")
    }
    starts = try words.table("starts", width: 5).map(inOrderOfLaw)
    try words.heading("optimum")
    optimum = inOrderOfLaw(try words.row(width: 5))
  }
}

/// (ln A, ln B, ln E, α, β) as (ln E, ln A, ln B, α, β).
private func inOrderOfLaw(_ point: [Double]) -> [Double] {
  [point[2], point[0], point[1], point[3], point[4]]
}

/// The words of a workload's file, in their order.
private struct WorkloadWords {
  let path: String
  private var words: ArraySlice<Substring>

  init(path: String) throws {
    self.path = path
    words = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isWhitespace)[
      ...]
  }

  mutating func heading(_ name: String) throws {
    guard words.popFirst() == name[...] else { throw error("no '\(name)' in its place") }
  }

  mutating func row<Value: LosslessStringConvertible>(width: Int) throws -> [Value] {
    let row = words.prefix(width).compactMap { Value(String($0)) }
    guard row.count == width else { throw error("fewer numbers than it should") }
    words.removeFirst(width)
    return row
  }

  mutating func table<Value: LosslessStringConvertible>(
    _ name: String, width: Int
  ) throws -> [[Value]] {
    try heading(name)
    let count: [Int] = try row(width: 1)
    return try (0..<max(count[0], 0)).map { _ in try row(width: width) }
  }

  func error(_ found: String) -> Diagnostic {
    Diagnostic(
      origin: Origin(file: path), what: "expected a workload, found \(found)",
      fix: "make one with run.py; workload.py describes its form")
  }
}
