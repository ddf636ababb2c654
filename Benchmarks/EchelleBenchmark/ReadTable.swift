import ArgumentParser
import Tables

/// `echelle-benchmark read FILE`.
struct ReadTable: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Measure the reading of a CSV file of numbers.")

  @Argument(help: "The file.")
  var file: String

  @Option(help: "How often it is read, after once untimed.")
  var repeats = 3

  func validate() throws {
    guard repeats >= 1 else { throw ValidationError("--repeats needs at least 1") }
  }

  func run() throws {
    var checksum = try bitPatternSum(of: read())
    var seconds: [Double] = []
    for _ in 0..<repeats {
      var table: Table?
      seconds.append(try processorSeconds { table = try read() })
      checksum = table.map(bitPatternSum) ?? checksum
    }
    try EchelleBenchmark.printEntries([
      Entry(name: "Echelle", seconds: seconds, checksum: String(checksum))
    ])
  }

  private func read() throws -> Table {
    let reader = try TableReader(path: file)
    return try reader.read(
      reader.columnNames.indices.map { ColumnRequest(index: $0, kind: .number) })
  }

  /// The sum modulo 2⁶⁴ of the bits of all numbers: it shows whether every last digit is right.
  private func bitPatternSum(of table: Table) -> UInt64 {
    table.columns.indices.reduce(0) { sum, column in
      table.numbers(column).reduce(sum) { $0 &+ $1.bitPattern }
    }
  }

  /// What rivals/csv_readers.py describes.
  private struct Entry: Encodable {
    var name: String
    var seconds: [Double]
    var checksum: String
  }
}
