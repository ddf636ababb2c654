public import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The errors of the inference energy model for held-out models.
///
/// Each model, or each family, is held out in turn: the coefficients are fitted to the other
/// measurements on the same accelerator and tested on the held-out ones.
///
/// The terms themselves were chosen knowing these errors; errors on entirely new models
/// may be worse.
public struct InferenceBacktest: Sendable {
  /// The unit of a hold-out.
  public enum Fold: String, CaseIterable, Sendable {
    /// All measurements of one model.
    case model
    /// All measurements of one family of models.
    case family
  }

  /// A prediction for a held-out measurement.
  public struct Row: Sendable, Equatable {
    /// The measurement.
    public var measurement: InferenceMeasurement
    /// The predicted energy per output token, in J.
    public var predicted: Double
    /// |predicted / measured − 1|.
    public var error: Double { abs(predicted / measurement.joulesPerOutputToken - 1) }
  }

  /// The predictions, in the order of the measurements.
  public let rows: [Row]

  /// Holds out each fold of the measurements on an accelerator.
  ///
  /// - Parameters:
  ///   - measurements: Measured serving configurations.
  ///   - accelerator: The accelerator whose measurements are used.
  ///   - tables: The reference tables.
  ///   - knowsThroughput: Whether the tokens per second are an input.
  ///   - fold: The unit of a hold-out.
  /// - Throws: ``InferenceError``, ``EnergyModelError``.
  public init(
    _ measurements: [InferenceMeasurement], on accelerator: String, tables: ReferenceTables,
    knowsThroughput: Bool, leavingOut fold: Fold = .model
  ) throws {
    let chip = try InferenceChip(tables.accelerator(named: accelerator))
    let measured = measurements.filter { $0.accelerator == chip.name }
    let terms = measured.map { $0.terms(on: chip, knowsThroughput: knowsThroughput) }
    let keys = measured.map { fold == .model ? $0.model : $0.family }
    var coefficients: [String: [Double]] = [:]
    for key in Set(keys) {
      let kept = measured.indices.filter { keys[$0] != key }
      coefficients[key] = InferenceCalibration(
        terms: kept.map { terms[$0] },
        logarithms: kept.map { log(measured[$0].joulesPerOutputToken) }
      ).coefficients()
    }
    rows = measured.indices.map { index in
      Row(
        measurement: measured[index],
        predicted: zip(terms[index], coefficients[keys[index]] ?? []).reduce(0) {
          $0 + $1.0 * $1.1
        })
    }
  }

  /// Predicts the measurements on one accelerator with coefficients fitted on another.
  ///
  /// - Throws: ``InferenceError``, ``EnergyModelError``.
  public init(
    _ measurements: [InferenceMeasurement], on accelerator: String,
    carriedOverFrom fitted: InferenceCoefficients, tables: ReferenceTables
  ) throws {
    let chip = try InferenceChip(tables.accelerator(named: accelerator))
    let knows = fitted.knowsThroughput
    let terms = knows ? InferenceTerm.withThroughput : InferenceTerm.withoutThroughput
    rows = measurements.filter { $0.accelerator == chip.name }.map { measurement in
      let energies = measurement.terms(on: chip, knowsThroughput: knows)
      return Row(
        measurement: measurement,
        predicted: zip(terms, energies).reduce(0) { $0 + (fitted.values[$1.0] ?? 0) * $1.1 })
    }
  }

  /// The `p`-quantile of the error, as a fraction; the interval resamples models, not measurements, since errors
  /// of one model are correlated.
  public func error(quantile p: Double, seed: UInt64 = 0, level: Double = 0.95) -> Estimate {
    let groups = Dictionary(grouping: rows, by: \.measurement.model)
      .sorted { $0.key < $1.key }.map { $0.value.map(\.error) }
    let draws = (0..<1000).map { replicate in
      var stream = RandomStream(seed: seed, purpose: .resampling, index: replicate)
      let drawn = groups.indices.flatMap { _ in groups[stream.index(below: groups.count)] }
      return quantile(p, ofSorted: drawn.sorted())
    }
    return Draws(draws, level: level)
      .estimate(of: quantile(p, ofSorted: rows.map(\.error).sorted()))
  }

  /// Quantiles of ln(measured / predicted) at 0.05, 0.10 … 0.95.
  var residualQuantiles: [Double] {
    let residuals = rows.map {
      log($0.measurement.joulesPerOutputToken / $0.predicted)
    }.sorted()
    return InferenceCoefficients.levels.map { quantile($0, ofSorted: residuals) }
  }
}

extension InferenceMeasurement {
  /// The terms of its energy for unit coefficients.
  func terms(on chip: InferenceChip, knowsThroughput: Bool) -> [Double] {
    let terms =
      knowsThroughput ? InferenceTerm.withThroughput : InferenceTerm.withoutThroughput
    return terms.map {
      $0.joules(
        configuration, on: chip, workload: workload,
        tokensPerSecond: knowsThroughput ? tokensPerSecond : nil)
    }
  }
}
