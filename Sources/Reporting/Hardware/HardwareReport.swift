import Documents
public import EnergyModel

/// Accelerators, in the forms that `echelle hardware` writes.
public struct HardwareReport: Report, Sendable {
  private let accelerators: [HardwareProfile]

  /// A report of accelerators.
  public init(_ accelerators: [HardwareProfile]) {
    self.accelerators = accelerators
  }

  /// Text: a table.
  public func text() -> String {
    let precisions = NumericPrecision.allCases
    var table = TextTable(
      [.left, .right] + precisions.map { _ in .right } + [.right, .right, .left])
    table.add(
      ["dense peak in TFLOP/s", "year"] + precisions.map(\.rawValue)
        + ["chip W", "node W", "source"])
    for accelerator in accelerators {
      table.add(
        [accelerator.name, "\(accelerator.year)"]
          + precisions.map { precision in
            accelerator.peakFLOPPerSecond[precision].map { plain($0 / 1e12) } ?? "–"
          } + [
            accelerator.thermalDesignPower.map(plain) ?? "–",
            accelerator.ratedNodePower.map(plain) ?? "–", accelerator.source.citation,
          ])
    }
    return table.lines().text
  }

  private func plain(_ value: Double) -> String {
    NumberText.fixed(value, decimals: value == value.rounded() || value >= 100 ? 0 : 1)
  }

  /// JSON: all that is known, in full precision.
  public func json() throws -> String {
    try HardwareDocument(accelerators).json()
  }

  /// CSV: a row each.
  public func csv() -> String {
    HardwareDocument(accelerators).csv()
  }
}
