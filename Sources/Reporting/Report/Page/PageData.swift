import Escaping
import Foundation
import Planning
import ScalingLaws
import Statistics

/// The data of the page's script: the draws of the law, and the runs.
struct PageData: Encodable {
  let lossUnit: String
  /// The predicted quantity, such as `loss`.
  let quantity: String
  /// The data for plans; `nil` where the law has no optimum.
  let plan: Plan?
  /// The runs; `nil` where the fit does not contain N, D, C and L of each.
  let runs: Runs?
  /// C and L of the compute-optimal frontier.
  let frontier: [[Double]]

  /// The most draws and runs on the page; beyond that, every so many-th.
  static let drawLimit = 4000
  static let runLimit = 1500

  struct Plan: Encodable {
    /// E, A, B, α and β.
    let values: [Double]
    /// The same of each draw, 64-bit little-endian numbers in Base64.
    let draws: String
    /// The share of the replicates that could not be refitted and are not among the draws.
    let failedShare: Double
    let level: Double
    /// The factor by which draws of few independent units are widened.
    let widening: Double
    let flopPerParameterToken: Double
    let energy: EnergyPerCompute
    let span: Span
    /// The number of draws, in words.
    let drawText: String

    private enum CodingKeys: String, CodingKey {
      case values, draws, failedShare, level, widening, flopPerParameterToken, energy, span
    }
  }

  /// The smallest and the largest values of the runs' quantities.
  struct Span: Encodable {
    let compute: [Double]?
    let parameters: [Double]?
    let tokens: [Double]?
  }

  struct Runs: Encodable {
    let row: [Int]
    let name: [String]?
    let parameters: [Double]
    let tokens: [Double]
    let compute: [Double]
    let loss: [Double]
    let residual: [Double]
    /// The stride at which runs are shown, and their number.
    let stride: Int
    let total: Int

    private enum CodingKeys: String, CodingKey {
      case row, name, parameters, tokens, compute, loss, residual
    }
  }

  init(_ record: ReportRecord) {
    let fit = record.fit
    // The page shows these texts unchanged.
    lossUnit = fit.predicted.unit.escapingControlCharacters()
    quantity = fit.predicted.name.escapingControlCharacters()
    runs = fit.runs.flatMap { Runs($0, residuals: fit.residuals) }
    frontier = record.sweep.map { [Self.short($0.compute.value), Self.short($0.loss.value)] }
    guard let energy = record.energy, let optimum = ComputeOptimum(fit.law) else {
      plan = nil
      return
    }
    // Draws that do not represent the uncertainty are left out.
    let refits = fit.lawDraws.withheld { $0.reduce(0, +) } == nil ? fit.draws : []
    let stride = (refits.count + Self.drawLimit - 1) / Self.drawLimit
    let draws = stride > 1 ? Self.every(stride, refits) : refits
    let span = fit.dataset.span
    func ends(_ extent: DatasetSummary.Extent?) -> [Double]? {
      extent.map { [$0.lower, $0.upper] }
    }
    plan = Plan(
      values: optimum.parameters(fit.values),
      draws: Self.base64(draws.flatMap(optimum.parameters)),
      failedShare: Double(fit.bootstrap.failed) / Double(max(fit.bootstrap.replicates, 1)),
      level: fit.bootstrap.level, widening: fit.bootstrap.widening,
      flopPerParameterToken: fit.dataset.flopPerParameterToken,
      energy: energy,
      span: Span(
        compute: ends(span.compute), parameters: ends(span.parameterCount),
        tokens: ends(span.tokenCount)),
      drawText: (fit.bootstrap.method == .percentile
        ? ""
        : "quantiles of draws, where the tables have intervals by \(fit.bootstrap.method.rawValue); ")
        + (stride > 1
          ? "1 in \(stride) of the \(fit.draws.count) draws of the law, so intervals may differ in the last "
            + "digit" : "all \(fit.draws.count) draws of the law"))
  }

  /// The data as JSON that an HTML script element can hold.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return JavaScriptText.element(Array(try encoder.encode(self)))
  }

  /// Every `stride`-th of `values`.
  static func every<Value>(_ stride: Int, _ values: [Value]) -> [Value] {
    Swift.stride(from: 0, to: values.count, by: max(1, stride)).map { values[$0] }
  }

  /// A number in the digits that a drawing can show.
  static func short(_ value: Double) -> Double { Double(String(format: "%.6g", value)) ?? value }

  private static func base64(_ values: [Double]) -> String {
    var bytes = Data(capacity: values.count * 8)
    for value in values {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes.base64EncodedString()
  }
}

extension PageData.Runs {
  init?(_ runs: UsedRuns, residuals: [Double]) {
    guard let parameters = runs.parameterCount, let tokens = runs.tokenCount,
      let compute = runs.compute, let loss = runs.loss
    else { return nil }
    total = runs.count
    let stride = max(1, (runs.count + PageData.runLimit - 1) / PageData.runLimit)
    self.stride = stride
    func shown(_ values: [Double]) -> [Double] {
      PageData.every(stride, values).map(PageData.short)
    }
    row = PageData.every(stride, runs.row)
    name = runs.name.map { names in
      PageData.every(stride, names).map { $0.escapingControlCharacters() }
    }
    self.parameters = shown(parameters)
    self.tokens = shown(tokens)
    self.compute = shown(compute)
    self.loss = shown(loss)
    residual = shown(residuals)
  }
}
