import Documents
public import EnergyModel

/// Accelerators, in the forms that `echelle hardware` writes.
public struct HardwareReport: Report, Sendable {
  private let accelerators: [HardwareProfile]

  /// A report of accelerators.
  public init(_ accelerators: [HardwareProfile]) {
    self.accelerators = accelerators
  }

  /// Text: a table, then its sources.
  public func text() -> String {
    let precisions = NumericPrecision.allCases
    var table = TextTable(
      [.left, .right] + precisions.map { _ in .right } + [.right, .right, .left])
    var sources = Footnotes()
    table.add(["name", "year"] + precisions.map(\.rawValue) + ["chip W", "node W", "source"])
    for accelerator in accelerators {
      table.add(
        [accelerator.name, "\(accelerator.year)"]
          + precisions.map { precision in
            accelerator.peakFLOPPerSecond[precision].map { plain($0 / 1e12) } ?? "–"
          } + [
            accelerator.thermalDesignPower.map(plain) ?? "–",
            accelerator.ratedNodePower.map(plain) ?? "–",
            sources.mark(accelerator.source.citation),
          ])
    }
    return
      (["dense peak by format, in TFLOP/s; rated power of the chip and of the node, per chip"]
      + table.lines() + ["", "–: not published"] + sources.lines(indent: "")).text
  }

  private func plain(_ value: Double) -> String {
    NumberText.fixed(value, decimals: value == value.rounded() || value >= 100 ? 0 : 1)
  }

  /// JSON: all fields, in full precision.
  public func json() throws -> String {
    try HardwareDocument(accelerators).json()
  }

  /// CSV: a row each.
  public func csv() -> String {
    HardwareDocument(accelerators).csv()
  }
}
