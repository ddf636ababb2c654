import EnergyModel
import Foundation
import Statistics
import Testing

@Suite("Calibration of inference")
struct InferenceCalibrationTests {
  let tables: ReferenceTables
  let measurements: [InferenceMeasurement]

  init() throws {
    tables = try referenceTables()
    measurements = try InferenceMeasurement.load(from: [datasetsDirectory])
  }

  private func fits() throws -> [InferenceCoefficients] {
    try ["b200-sxm", "h100-sxm"].flatMap { accelerator in
      try [true, false].map { knows in
        try InferenceCoefficients(
          fitting: measurements, on: accelerator, tables: tables, knowsThroughput: knows)
      }
    }
  }

  @Test("The coefficients of the table are those that a fit to the measurements finds.")
  func table() throws {
    let fits = try fits()
    if let path = ProcessInfo.processInfo.environment["ECHELLE_RECORD_COEFFICIENTS"] {
      var text = "accelerator,throughput,quantity,value,source,evidence\n"
      for fit in fits {
        for row in fit.rows {
          text +=
            "\(fit.accelerator),\(fit.knowsThroughput ? "known" : "unknown"),\(row.quantity),"
            + "\(row.value),\"fit to measurements.csv (ML.ENERGY v3), Huber loss of the log\",computed\n"
        }
      }
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    let written = try InferenceCoefficients.load(from: [datasetsDirectory])
    #expect(written.map(\.accelerator) == fits.map(\.accelerator))
    for (fit, table) in zip(fits, written) {
      for (new, old) in zip(fit.rows, table.rows) {
        #expect(new.quantity == old.quantity)
        #expect(abs(new.value - old.value) <= 1e-3 * max(1, abs(old.value)), "\(new.quantity)")
      }
    }
  }

  @Test(
    "Models that were left out on the H100 are met within the stated errors.",
    arguments: [(false, 0.20, 0.50), (true, 0.10, 0.30)])
  func leftOut(knowsThroughput: Bool, half: Double, most: Double) throws {
    let test = try InferenceBacktest(
      measurements, on: "h100-sxm", tables: tables, knowsThroughput: knowsThroughput)
    #expect(test.rows.count == 405)
    let (median, high) = (test.error(quantile: 0.5), test.error(quantile: 0.9))
    #expect(median.value < half && high.value < most)
    #expect(try #require(median.interval).lower > 0.02)
  }

  @Test("Coefficients of one chip meet half the measurements on the other within a third.")
  func carriedOver() throws {
    let fits = try InferenceCoefficients.load(from: [datasetsDirectory])
    for fit in fits {
      let other = fit.accelerator == "h100-sxm" ? "b200-sxm" : "h100-sxm"
      let test = try InferenceBacktest(
        measurements, on: other, carriedOverFrom: fit, tables: tables)
      #expect(test.error(quantile: 0.5).value < 0.35)
    }
  }
}
