import Diagnostics

/// The measurements of a CodeCarbon `emissions.csv`, summed over its rows.
public struct CodeCarbonLog: Sendable, Equatable {
  /// Energy of the server: processor, memory and accelerators, in J, without PUE.
  public var nodeEnergy: Double
  /// Seconds, summed.
  public var duration: Double

  /// Reads the file at `path`.
  ///
  /// A row's energy is `energy_consumed` in kWh; if a column `pue` has a number above 1, it is divided
  /// out.
  ///
  /// - Throws: `Diagnostic` if a column is missing, a number is unreadable, or nothing was
  ///   measured: CodeCarbon writes 0 for accelerators without a counter.
  public static func read(path: String) throws -> CodeCarbonLog {
    let table = try ReferenceTable(
      path: path, texts: [], numbers: ["duration", "energy_consumed"], optional: ["pue"])
    var log = CodeCarbonLog(nodeEnergy: 0, duration: 0)
    for row in 0..<table.rowCount {
      guard let energy = try table.positiveNumber("energy_consumed", row) else {
        throw table.fault(
          "energy_consumed", row, "the cell is empty",
          fix: "remove the rows of unfinished runs")
      }
      let pue = try table.positiveNumber("pue", row) ?? 1
      log.nodeEnergy += energy * EnergyUnit.joulesPerKilowattHour / max(pue, 1)
      log.duration += try table.requiredNumber("duration", row)
    }
    guard log.nodeEnergy > 0 else {
      throw Diagnostic(
        origin: Origin(file: path), what: "no row has measured energy",
        why: "the energy of the run is the sum of the rows",
        fix: "use the emissions.csv of a finished run")
    }
    return log
  }
}
