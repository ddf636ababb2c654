public import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// How far the inference model is off for models it has not seen.
///
/// Each model, or each family of them, is left out in turn: the coefficients are fitted to the other
/// measurements on the same accelerator and tried on those of the one left out.
///
/// The terms themselves were chosen while these errors were in view; what has never been seen at all
/// may be worse.
public struct InferenceBacktest: Sendable {
  /// What is left out together.
  public enum Fold: String, CaseIterable, Sendable {
    /// All measurements of one model.
    case model
    /// All measurements of one family of models.
    case family
  }

  /// A prediction of what was left out.
  public struct Row: Sendable, Equatable {
    /// The measurement.
    public var measurement: InferenceMeasurement
    /// The predicted energy of an output token, in J.
    public var predicted: Double
    /// |predicted / measured − 1|.
    public var error: Double { abs(predicted / measurement.joulesPerOutputToken - 1) }
  }

  /// The predictions, in the order of the measurements.
  public let rows: [Row]

  /// Leaves out each fold of the measurements on an accelerator.
  ///
  /// - Parameters:
  ///   - measurements: Measured serving configurations.
  ///   - accelerator: The accelerator whose measurements count.
  ///   - tables: The reference tables.
  ///   - knowsThroughput: Whether the tokens per second are given with a configuration.
  ///   - fold: What is left out together.
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

  /// Predicts the measurements on one accelerator by coefficients fitted on another.
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

  /// The `p`-quantile of the error, as a share; the interval draws models, not measurements, since those
  /// of one model are off together.
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
  /// The terms of its energy where their coefficients are 1.
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
