import SampleFits
import ScalingLaws
import Studies
import Testing

@Suite("Leave-one-out forecasts")
struct LeaveOneOutTests {
  private func forecasts(_ losses: [Double]) async throws -> [LeaveOneOut.Forecast] {
    var options = FitOptions()
    options.replicateCount = 0
    return try await LeaveOneOut(fitter: LawFitter(options: options, version: "test"))
      .forecasts(runTable(isoFLOPDesign, losses: losses))
  }

  @Test("With a true law and no noise, every left-out run is predicted exactly.")
  func exact() async throws {
    let forecasts = try await forecasts(losses(of: isoFLOPDesign))
    #expect(forecasts.map(\.row) == Array(1...isoFLOPDesign.count))
    expectClose(forecasts.map(\.predicted), forecasts.map(\.observed), tolerance: 1e-7)
  }

  @Test("An outlier does not attract its own forecast.")
  func outlier() async throws {
    let right = losses(of: isoFLOPDesign)
    var wrong = right
    wrong[7] *= 1.5
    let forecast = try await forecasts(wrong)[7]
    #expect(forecast.observed == wrong[7])
    expectClose([forecast.predicted], [right[7]], tolerance: 1e-7)
  }
}
