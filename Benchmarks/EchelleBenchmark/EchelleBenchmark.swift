import ArgumentParser
import Foundation

/// Echelle as the benchmarks measure it; `run.py` calls it beside its rivals.
@main struct EchelleBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "echelle-benchmark",
    abstract: "Measure Echelle's fits and its reading of tables, and print JSON.",
    subcommands: [FitWorkload.self, ReadTable.self])

  /// Prints `entries` as a list on one line.
  static func printEntries(_ entries: [some Encodable]) throws {
    print(String(decoding: try JSONEncoder().encode(entries), as: UTF8.self))
  }
}
