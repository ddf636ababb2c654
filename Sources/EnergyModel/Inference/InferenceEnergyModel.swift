public import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The energy of serving a model: J at the facility per input or output token.
///
///     E_out = Σₖ cₖ Fₖ · ε · s          without the benchmark's prompt terms
///     E_in  = 2 N_active · P f / (R m) · ε · s
///     s     = overhead · PUE
///
/// with Fₖ the physical terms (``InferenceTerm``), cₖ their calibrated coefficients, ε the residual for
/// held-out models, R and P the chip's peak and design power, m the
/// utilization and f the share of P during prefill. The overhead converts accelerators to nodes,
/// and busy nodes to a fleet with idle reserve.
///
/// Prefill energy is not calibrated: the measurements do not report prompt lengths.
public struct InferenceEnergyModel: Sendable {
  /// The accelerator.
  public let hardware: HardwareProfile
  /// The accelerator whose coefficients are used.
  public let calibratedOn: String
  /// Whether the throughput is given, which selects the residual.
  public let tokensPerSecond: Double?
  /// The serving assumptions, in the order of the calculation.
  public let serving: [ServingAssumption]
  /// PUE.
  public let powerUsageEffectiveness: Assumption
  /// Carbon intensity, in gCO₂e/kWh.
  public let gridIntensity: Assumption

  private let chip: InferenceChip
  private let coefficients: InferenceCoefficients

  /// Sets up the model.
  ///
  /// - Parameters:
  ///   - tables: The reference tables.
  ///   - coefficients: The calibrated coefficients, ``InferenceCoefficients/load(from:)``.
  ///   - accelerator: The name of an accelerator. One without measurements uses the coefficients of
  ///     its family, otherwise of the H100, scaled by its peak, bandwidth and power.
  ///   - grid: The name of a grid.
  ///   - facilityOperator: The operator whose PUE to use.
  ///   - tokensPerSecond: Output tokens per second of one model copy.
  ///   - stated: Fixed values.
  /// - Throws: ``EnergyModelError``, ``InferenceError``.
  public init(
    tables: ReferenceTables, coefficients: [InferenceCoefficients], accelerator: String,
    grid: String = "world", facilityOperator: String = Assumption.defaultSubject,
    tokensPerSecond: Double? = nil, stated: [AssumedQuantity: Double] = [:]
  ) throws {
    hardware = try tables.accelerator(named: accelerator)
    chip = try InferenceChip(hardware)
    if let tokensPerSecond, !(tokensPerSecond > 0 && tokensPerSecond.isFinite) {
      throw InferenceError.notPositive("tokens per second", tokensPerSecond)
    }
    self.tokensPerSecond = tokensPerSecond
    let family = hardware.family
    let name = hardware.name
    let candidates = coefficients.filter { $0.knowsThroughput == (tokensPerSecond != nil) }
    let chosen =
      candidates.first { $0.accelerator == name }
      ?? candidates.first {
        (try? tables.accelerator(named: $0.accelerator))?.family == family && family != nil
      } ?? candidates.first { $0.accelerator == Self.reference }
    guard let chosen else {
      throw InferenceError.missingCoefficient("compute", accelerator: name)
    }
    self.coefficients = chosen
    calibratedOn = chosen.accelerator
    let choice = AssumptionChoice(
      tables: tables, hardware: hardware, precision: .bf16, stated: stated)
    powerUsageEffectiveness = try choice.powerUsageEffectiveness(of: facilityOperator)
    gridIntensity = try choice.gridIntensity(of: grid)
    serving = ServingAssumption.standard
  }

  private static let reference = "h100-sxm"

  /// The accelerators that hold a model's weights plus a fifth: not a whole number, so that energies
  /// vary smoothly with size.
  public func accelerators(holding parameters: Double, in precision: NumericPrecision) -> Double {
    let bytes = parameters * InferenceConfiguration.bytesPerParameter(precision)
    return max(1, bytes * Self.memoryMargin / (hardware.memory ?? Self.usualMemory))
  }

  private static let memoryMargin = 1.2
  private static let usualMemory = 80e9

  /// Whether the coefficients were measured on another accelerator.
  public var isCarriedOver: Bool { calibratedOn != hardware.name }

  /// The energy of the accelerators per output token, in J, without residual or prompts.
  public func acceleratorJoulesPerOutputToken(
    _ configuration: InferenceConfiguration
  ) -> Double {
    // Sum in the order of the terms: dictionary order, and so the rounding, varies between runs.
    InferenceTerm.allCases.reduce(0) { sum, term in
      guard !term.belongsToPrompt, let coefficient = coefficients.values[term] else { return sum }
      return sum + coefficient
        * term.joules(
          configuration, on: chip, workload: "", tokensPerSecond: tokensPerSecond)
    }
  }

  /// The energy of the accelerators per input token, in J, without residual, for prefill at
  /// `utilization` of the peak and `powerFraction` of the design power.
  public func acceleratorJoulesPerInputToken(
    _ configuration: InferenceConfiguration, utilization: Double, powerFraction: Double
  ) -> Double {
    let peak =
      configuration.precision == .fp8 || configuration.precision == .int8
      ? hardware.peakFLOPPerSecond[configuration.precision] ?? chip.peak : chip.peak
    return 2 * configuration.activeParameters * chip.power * powerFraction / (peak * utilization)
  }

  /// J at the facility per input and per output token, with every assumption at its median.
  public func medians(_ configuration: InferenceConfiguration) -> InferenceTokenEnergy {
    tokenEnergy(
      configuration, residual: coefficients.factor(0.5),
      serving: serving.map { $0.distribution.median }, pue: powerUsageEffectiveness.median,
      intensity: gridIntensity.median)
  }

  /// The number of draws behind the figures of a use.
  public static let drawCount = 4000

  /// `count` draws of J per input and per output token; draw *k* depends only on (`seed`, *k*).
  public func draws(
    _ configuration: InferenceConfiguration, count: Int = drawCount, seed: UInt64
  ) -> [InferenceTokenEnergy] {
    (0..<count).map { index in
      var stream = RandomStream(seed: seed, purpose: .serving, index: index)
      var residual = coefficients.factor(stream.uniform())
      // The extra uncertainty of another chip: the error of H100 coefficients on the B200.
      let carried = stream.normal()
      if isCarriedOver { residual *= exp(Self.carryingOverScatter * carried) }
      return tokenEnergy(
        configuration, residual: residual,
        serving: serving.map { $0.distribution.quantile(stream.uniform()) },
        pue: powerUsageEffectiveness.quantile(stream.uniform()),
        intensity: gridIntensity.quantile(stream.uniform()))
    }
  }

  /// The extra standard deviation of ln E for coefficients scaled from another chip.
  static let carryingOverScatter = 0.35

  private func tokenEnergy(
    _ configuration: InferenceConfiguration, residual: Double, serving: [Double], pue: Double,
    intensity: Double
  ) -> InferenceTokenEnergy {
    let (utilization, powerFraction, host, idle) = (serving[0], serving[1], serving[2], serving[3])
    let input = acceleratorJoulesPerInputToken(
      configuration, utilization: min(1, utilization), powerFraction: powerFraction)
    let output = acceleratorJoulesPerOutputToken(configuration) * residual
    let overhead = (1 + host + idle) * pue
    return InferenceTokenEnergy(
      acceleratorInput: input, acceleratorOutput: output, input: input * overhead,
      output: output * overhead, gramsPerJoule: intensity / EnergyUnit.joulesPerKilowattHour)
  }
}

/// J per input and per output token.
public struct InferenceTokenEnergy: Sendable, Equatable {
  /// J per input token, accelerators only.
  public var acceleratorInput: Double
  /// J per output token, accelerators only.
  public var acceleratorOutput: Double
  /// J per input token, whole facility.
  public var input: Double
  /// J per output token, whole facility.
  public var output: Double
  /// gCO₂e per joule generated.
  public var gramsPerJoule: Double

  /// J per query, whole facility.
  public func query(inputTokens: Double, outputTokens: Double) -> Double {
    input * inputTokens + output * outputTokens
  }
}

/// A serving assumption, in addition to the calibrated terms.
public struct ServingAssumption: Sendable, Equatable {
  /// The quantity in words.
  public let title: String
  /// The distribution of its value, a ratio.
  public let distribution: Distribution
  /// Its source.
  public let source: Source

  /// The assumptions for a large fleet: prefill, and power beyond the accelerators.
  public static let standard = [
    ServingAssumption(
      title: "utilization in prefill",
      distribution: .triangular(lower: 0.2, mode: 0.4, upper: 0.6),
      source: Source(
        citation: "assumed to be as in training: 0.20–0.58 over 61 runs (Epoch AI)",
        evidence: .computed)),
    ServingAssumption(
      title: "accelerator power / design power in prefill",
      distribution: .triangular(lower: 0.57, mode: 0.74, upper: 0.9),
      source: Source(
        citation:
          "ML.ENERGY v3 on H100: median 519 W of 700 W, 10th to 90th percentile 401 to 631 W",
        evidence: .computed)),
    ServingAssumption(
      title: "host-to-accelerator energy ratio",
      distribution: .triangular(lower: 0.3, mode: 0.43, upper: 0.6),
      source: Source(
        citation: "Google 2025, Gemini prompts: 58 % accelerators, 25 % host; spread assumed",
        evidence: .secondary)),
    ServingAssumption(
      title: "idle-reserve-to-accelerator energy ratio",
      distribution: .triangular(lower: 0.05, mode: 0.17, upper: 0.6),
      source: Source(
        citation:
          "Google 2025, Gemini prompts: 58 % accelerators, 10 % idle; upper end from BLOOM, 59 % idle",
        evidence: .secondary)),
  ]
}
