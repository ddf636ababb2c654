internal import Statistics

/// A model served in two precisions on the same accelerator, at similar batch sizes.
public struct MeasuredPrecisionPair: Sendable, Equatable {
  /// The model in 16 bits.
  public var model: String
  /// The lower precision.
  public var precision: NumericPrecision
  /// The accelerator.
  public var accelerator: String
  /// The number of pairs of configurations.
  public var count: Int
  /// The median ratio of the energies per output token, the lower precision over 16 bits: above 1
  /// if it costs more.
  public var medianRatio: Double
  /// The smallest and the largest ratio.
  public var range: ClosedRange<Double>

  /// The pairs among measurements: models whose names differ only by the precision, in the same
  /// workload, with batches within a fifth of each other.
  public static func pairs(in measurements: [InferenceMeasurement]) -> [MeasuredPrecisionPair] {
    var ratios: [Key: [Double]] = [:]
    for low in measurements where low.configuration.precision != .bf16 {
      let name = low.model.replacing("-FP8", with: "")
      let alike = measurements.filter {
        $0.model == name && $0.configuration.precision == .bf16
          && $0.accelerator == low.accelerator && $0.workload == low.workload
          && abs($0.configuration.batch / low.configuration.batch - 1) <= 0.2
      }
      let key = Key(
        model: name, precision: low.configuration.precision, accelerator: low.accelerator)
      ratios[key, default: []] += alike.map {
        low.joulesPerOutputToken / $0.joulesPerOutputToken
      }
    }
    return ratios.compactMap { key, ratios in
      let sorted = ratios.sorted()
      guard let least = sorted.first, let greatest = sorted.last else { return nil }
      return MeasuredPrecisionPair(
        model: key.model, precision: key.precision, accelerator: key.accelerator,
        count: sorted.count, medianRatio: quantile(0.5, ofSorted: sorted), range: least...greatest)
    }.sorted { ($0.model, $0.accelerator) < ($1.model, $1.accelerator) }
  }

  private struct Key: Hashable {
    let model: String
    let precision: NumericPrecision
    let accelerator: String
  }
}
