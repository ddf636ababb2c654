internal import LeastSquares
public import Statistics

/// A law fitted to runs, with everything that later figures need: the coefficients, their draws, the
/// residuals, and the record of how it was found.
///
/// Its `Codable` form is the file that `echelle fit --format json` writes and that predictions and
/// plans read back without refitting, to the last bit.
public struct FittedLaw: Sendable, Equatable {
  /// The runs.
  public var dataset: DatasetSummary
  /// The law.
  public var law: ScalingLaw
  /// What the fit shares with those of other groups; `nil` for one that was made alone.
  public var joint: JointLaw?
  /// What was minimised, and the minimum.
  public var objective: ObjectiveSummary
  /// The coefficients by symbol.
  public var coefficients: [String: Estimate]
  /// What follows from the coefficients alone: a and b, the exponents of N* and D* in C.
  public var derived: [String: Estimate]
  /// The evidence that this is the minimum.
  public var certificate: FitCertificate
  /// The classical standard errors; `nil` where no squares were minimised.
  public var classical: ClassicalErrors?
  /// How the intervals were found.
  public var bootstrap: BootstrapSummary
  /// What limits the fit, the gravest first.
  public var remarks: [Remark]
  /// The runs used; `nil` in a fit that was saved without them.
  public var runs: UsedRuns?
  /// The residuals of the runs used, in their order.
  public var residuals: [Double]
  /// The coefficients of the bootstrap replicates that did not fail: replicates × coefficients, in
  /// the order of ``ScalingLaw/coefficients``.
  public var draws: [[Double]]
  /// With what it was made.
  public var provenance: Provenance

  /// The point estimates, in the order of ``ScalingLaw/coefficients``.
  public var values: [Double] { law.coefficients.map { coefficients[$0]?.value ?? .nan } }
}

/// What was minimised.
public struct ObjectiveSummary: Sendable, Equatable, Codable {
  /// `huber`, `lad`, `log-squares` or `squares`.
  public var name: String
  /// Huber's δ.
  public var delta: Double?
  /// The space of the residuals, `log` or `level`.
  public var space: String
  /// The minimum: Σ wᵢ ρ(rᵢ) over the runs used, where ρ is Huber's function, |r|, or r²/2 for squares.
  public var value: Double

  /// The sum that ``name`` names: Σ wᵢrᵢ² for squares, which is twice what is minimised, and otherwise
  /// ``value``.
  public var sum: Double { isOfSquares ? 2 * value : value }

  /// Whether it is half of a sum of squares.
  public var isOfSquares: Bool { name == "squares" || name == "log-squares" }

  init(_ objective: FitObjective, space: ResidualSpace, value: Double) {
    name = objective.name
    delta = objective.delta
    self.space = space.rawValue
    // The solver's stand-in for |r| is not what was minimised in the end; the value given is.
    self.value = value
  }
}

/// How the intervals were found.
public struct BootstrapSummary: Sendable, Equatable, Codable {
  /// The number of replicates asked for.
  public var replicates: Int
  /// How many of them could not be refitted.
  public var failed: Int
  /// Whether the rules that drop the highest rows were applied again within replicates.
  public var redrawsDrops: Bool
  /// The level of the intervals.
  public var level: Double
}

/// With what a fit was made.
public struct Provenance: Sendable, Equatable, Codable {
  /// The version of Echelle.
  public var version: String
  /// The seed of the random numbers.
  public var seed: UInt64
  /// The vector kernel.
  public var kernel: String
  /// The BLAS and LAPACK library.
  public var blas: String
  /// How the starts were chosen.
  public var starts: String
  /// The command line, where there was one.
  public var command: [String]?

  init(version: String, seed: UInt64, kernel: String, blas: String, starts: String) {
    self.version = version
    self.seed = seed
    self.kernel = kernel
    self.blas = blas
    self.starts = starts
  }
}
