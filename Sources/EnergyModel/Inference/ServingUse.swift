public import Statistics

/// How a served model is used.
public struct ServingUse: Sendable, Equatable {
  /// Tokens per prompt.
  public var inputTokens: Double
  /// Tokens per answer.
  public var outputTokens: Double
  /// Queries per day; `nil` if not given.
  public var queriesPerDay: Double?
  /// The years of use.
  public var years: Double
  /// The energy of training the model, in J; `nil` if not given.
  public var trainingEnergy: Double?

  /// A use.
  ///
  /// - Throws: ``InferenceError/notPositive(_:_:)``.
  public init(
    inputTokens: Double, outputTokens: Double, queriesPerDay: Double? = nil, years: Double = 1,
    trainingEnergy: Double? = nil
  ) throws(InferenceError) {
    for (name, value) in [
      ("input tokens", inputTokens), ("output tokens", outputTokens),
      ("queries per day", queriesPerDay ?? 1), ("years", years),
      ("training energy", trainingEnergy ?? 1),
    ] where !(value > 0 && value.isFinite) {
      throw .notPositive(name, value)
    }
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
    self.queriesPerDay = queriesPerDay
    self.years = years
    self.trainingEnergy = trainingEnergy
  }
}

/// The energy of using a model, at the boundary of the facility.
public struct ServingEstimate: Sendable, Equatable {
  /// J per output token, accelerators only.
  public var acceleratorOutputToken: Estimate
  /// J per input token.
  public var inputToken: Estimate
  /// J per output token.
  public var outputToken: Estimate
  /// J per query.
  public var query: Estimate
  /// gCO₂e per query.
  public var queryEmissions: Estimate
  /// J per year; `nil` if the queries per day are not given.
  public var year: Estimate?
  /// tCO₂e per year.
  public var yearEmissions: Estimate?
  /// Days until serving has used as much energy as training.
  public var daysToTraining: Estimate?
  /// The share of serving in the energy of training and serving.
  public var lifetimeShare: Estimate?
}

extension InferenceEnergyModel {
  private static let daysPerYear = 365.0

  /// The energy and emissions of a use, with intervals over the residual for held-out models
  /// and the serving assumptions.
  ///
  /// - Parameters:
  ///   - configuration: The serving configuration.
  ///   - use: How it is used.
  ///   - seed: The seed of the draws.
  ///   - level: The level of the intervals.
  /// - Returns: The estimates, whose values have every assumption at its median.
  public func estimate(
    _ configuration: InferenceConfiguration, use: ServingUse, seed: UInt64, level: Double
  ) -> ServingEstimate {
    let point = medians(configuration)
    let draws = draws(configuration, seed: seed)
    func estimate(_ quantity: (InferenceTokenEnergy) -> Double) -> Estimate {
      Draws(draws.map(quantity), level: level, method: .monteCarloPercentile)
        .estimate(of: quantity(point))
    }
    func query(_ energy: InferenceTokenEnergy) -> Double {
      energy.query(inputTokens: use.inputTokens, outputTokens: use.outputTokens)
    }
    let perDay = use.queriesPerDay
    func year(_ energy: InferenceTokenEnergy) -> Double {
      query(energy) * (perDay ?? .nan) * Self.daysPerYear
    }
    let training = perDay == nil ? nil : use.trainingEnergy
    return ServingEstimate(
      acceleratorOutputToken: estimate(\.acceleratorOutput),
      inputToken: estimate(\.input),
      outputToken: estimate(\.output),
      query: estimate(query),
      queryEmissions: estimate { query($0) * $0.gramsPerJoule },
      year: perDay.map { _ in estimate(year) },
      yearEmissions: perDay.map { _ in
        estimate { year($0) * $0.gramsPerJoule / EnergyUnit.gramsPerTonne }
      },
      daysToTraining: training.map { training in
        estimate { training / (year($0) / Self.daysPerYear) }
      },
      lifetimeShare: training.map { training in
        estimate { year($0) * use.years / (year($0) * use.years + training) }
      })
  }
}
