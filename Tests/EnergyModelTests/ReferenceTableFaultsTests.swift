import Diagnostics
import EnergyModel
import Foundation
import Testing

/// Faults in the files, each a small change to the repository's own tables.
@Suite("Faults in reference tables")
struct ReferenceTableFaultsTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    var file: String
    var find: String
    var replacement: String
    /// The error after the file's name, in which LINE stands for the line of the change.
    var text: String

    var testDescription: String { text }
  }

  static let faults = [
    Fault(
      file: "accelerators/accelerators.csv", find: "fp8_flop_per_second",
      replacement: "fp8_tflops",
      text: """
        :1: missing column 'fp8_flop_per_second'
          why: a reference table needs all its columns; cells may be empty
          fix: add the column; the table's README describes it
        """),
    Fault(
      file: "accelerators/accelerators.csv", find: "pascal,2016,10.6e12",
      replacement: "pascal,2016,-1",
      text: """
        :LINE:45: column 'fp32_flop_per_second': expected a positive number, found -1.0
          fix: correct the cell, or leave it empty if the figure is unknown
        """),
    Fault(
      file: "accelerators/accelerators.csv", find: "pascal,2016,10.6e12",
      replacement: "pascal,2016,fast",
      text: ":LINE:45: column 'fp32_flop_per_second': expected a number, found 'fast'"),
    Fault(
      file: "accelerators/accelerators.csv", find: "pascal,2016", replacement: "pascal,20016",
      text: ":LINE:40: column 'year': expected a year, found 20016.0"),
    Fault(
      file: "grids/grids.csv", find: "\nusa,", replacement: "\nswe,",
      text: """
        :LINE:1: column 'name': duplicate row for 'swe-2023'
          fix: remove one of the two rows rows
        """),
    Fault(
      file: "grids/grids.csv", find: "World,2019,475,", replacement: "World,2019,,",
      text: ":LINE:18: column 'gco2e_per_kwh': expected a finite number"),
    Fault(
      file: "energy-assumptions/assumptions.csv",
      find: "utilization,default,bf16,log-normal", replacement: "utilization,default,bf16,normal",
      text: """
        :LINE:26: column 'kind': expected one of fixed, log-normal, triangular; found 'normal'
          fix: use one of these values
        """),
    Fault(
      file: "energy-assumptions/assumptions.csv", find: "log-normal,0.38,0.2,0.58",
      replacement: "log-normal,0.1,0.2,0.58",
      text: ":LINE:37: column 'value': expected lower ≤ value ≤ upper, found 0.2, 0.1, 0.58"),
    Fault(
      file: "energy-assumptions/assumptions.csv", find: "log-normal,330,280,389,0.9,W",
      replacement: "log-normal,330,280,389,0.9,kW",
      text: """
        :LINE:46: column 'unit': expected 'W' as the unit of node-power, found 'kW'
          fix: convert the row to 'W'
        """),
    Fault(
      file: "energy-assumptions/assumptions.csv", find: "triangular,1.15,1.08,1.6",
      replacement: "triangular,1.15,0.9,1.6",
      text: """
        :LINE:52: column 'lower': expected a number from 1 to 1000, found 0.9
          why: PUE is the energy of the whole facility divided by that of its servers
        """),
  ]

  @Test(arguments: faults)
  func faultIsToldWithItsPlace(_ fault: Fault) throws {
    let files = FileManager.default
    let directory = files.temporaryDirectory.appending(path: "echelle-\(UUID().uuidString)")
    defer { try? files.removeItem(at: directory) }
    let faulty = directory.appending(path: fault.file)
    try files.createDirectory(
      at: faulty.deletingLastPathComponent(), withIntermediateDirectories: true)
    let text = try String(contentsOfFile: "\(datasetsDirectory)/\(fault.file)", encoding: .utf8)
    let place = try #require(text.firstRange(of: fault.find))
    // What is found may begin with the end of the line before.
    let line = text[..<place.upperBound].count { $0 == "\n" } + 1
    let expected = fault.text.replacing("LINE", with: "\(line)")
    try text.replacingOccurrences(of: fault.find, with: fault.replacement)
      .write(to: faulty, atomically: true, encoding: .utf8)

    let error = #expect(throws: Diagnostic.self) {
      try ReferenceTables.load(from: [directory.path(), datasetsDirectory])
    }
    #expect(error?.description.hasSuffix(expected) == true, "\(error?.description ?? "none")")
  }
}
