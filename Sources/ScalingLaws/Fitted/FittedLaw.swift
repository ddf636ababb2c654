internal import LeastSquares
public import Statistics

/// A law fitted to runs, with everything that derived figures need: the coefficients, their draws, the
/// residuals, and the record of the fit.
///
/// Its `Codable` form is the saved fit, from which predictions and
/// plans are computed without refitting, identical to the last bit.
public struct FittedLaw: Sendable, Equatable {
  /// The runs.
  public var dataset: DatasetSummary
  /// The law.
  public var law: ScalingLaw
  /// The shared coefficients of a joint fit; `nil` for a single fit.
  public var joint: JointLaw?
  /// The objective and its minimum.
  public var objective: ObjectiveSummary
  /// The coefficients by symbol.
  public var coefficients: [String: Estimate]
  /// Quantities computed from the coefficients: a and b, the exponents of N* and D* in C.
  public var derived: [String: Estimate]
  /// The evidence that this is the minimum.
  public var certificate: FitCertificate
  /// The classical standard errors; `nil` unless a sum of squares was minimised.
  public var classical: ClassicalErrors?
  /// How the intervals were computed.
  public var bootstrap: BootstrapSummary
  /// Caveats about the fit, most severe first.
  public var remarks: [Remark]
  /// The runs used; `nil` in a fit saved without them.
  public var runs: UsedRuns?
  /// The residuals of the runs used, in their order.
  public var residuals: [Double]
  /// The coefficients of the bootstrap replicates that did not fail: replicates × coefficients, in
  /// the order of ``ScalingLaw/coefficients``.
  public var draws: [[Double]]
  /// The software and settings.
  public var provenance: Provenance
  /// The estimated distribution of the coefficients; `nil` unless intervals are Wald's.
  public var wald: WaldBasis?
  /// The coefficients without each group of runs in turn; `nil` unless intervals are accelerated.
  public var jackknife: [[Double]]?

  /// The point estimates, in the order of ``ScalingLaw/coefficients``.
  public var values: [Double] { law.coefficients.map { coefficients[$0]?.value ?? .nan } }
}

/// The objective.
public struct ObjectiveSummary: Sendable, Equatable, Codable {
  /// `huber`, `lad`, `log-squares` or `squares`.
  public var name: String
  /// Huber's δ.
  public var delta: Double?
  /// κ, the factor of Huber's function for positive residuals, those of runs above the law; `nil` where both
  /// sides count alike.
  public var asymmetry: Double?
  /// Whether δ was scaled to the residuals; `nil` in fits saved before it could be.
  public var isScaled: Bool?
  /// The space of the residuals, `log` or `level`.
  public var space: String
  /// The minimum: Σ wᵢ ρ(rᵢ) over the runs used, where ρ is Huber's function, |r|, or r²/2 for squares.
  public var value: Double

  /// The sum named by ``name``: Σ wᵢrᵢ² for squares, twice the minimised value, and otherwise
  /// ``value``.
  public var sum: Double { isOfSquares ? 2 * value : value }

  /// Whether it is half of a sum of squares.
  public var isOfSquares: Bool { name == "squares" || name == "log-squares" }

  init(_ objective: FitObjective, isScaled: Bool, space: ResidualSpace, value: Double) {
    name = objective.name
    self.isScaled = isScaled
    delta = objective.delta
    asymmetry = objective.above == 1 ? nil : objective.above
    self.space = space.rawValue
    // The solver's smooth approximation of |r| is not the final objective; this value is.
    self.value = value
  }
}

/// The software and settings of a fit.
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
  /// The command line, if any.
  public var command: [String]?

  init(version: String, seed: UInt64, kernel: String, blas: String, starts: String) {
    self.version = version
    self.seed = seed
    self.kernel = kernel
    self.blas = blas
    self.starts = starts
  }
}
