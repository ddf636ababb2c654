/// A caveat about a result, which accompanies it in every output format.
///
/// A fit has remarks (such as coefficients that the runs do not determine, or replicates that
/// failed); results computed from it add others (such as extrapolation).
public struct Remark: Sendable, Equatable, Codable {
  /// The kind of caveat.
  public var code: Code
  /// Its severity.
  public var severity: Severity
  /// The caveat, one sentence without a full stop.
  public var text: String
  /// The remedy; `nil` if there is no simple one.
  public var fix: String?
  /// Its subjects: symbols of coefficients or variables, or names of runs.
  public var subjects: [String]
  /// The figures in it, by name.
  public var values: [String: Double]

  /// The severity of a remark.
  public enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    /// Worth knowing.
    case note
    /// The result is less certain than it looks.
    case warning
    /// The result, or a part of it, is unreliable.
    case severe

    /// Ordered by severity.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The kinds of remarks.
  public enum Code: String, Sendable, Codable, CaseIterable {
    /// The runs do not determine some coefficients.
    case notIdentified = "not-identified"
    /// No start reached a minimum.
    case notConverged = "not-converged"
    /// Several minima are equally good.
    case equalMinima = "equal-minima"
    /// Few starts reached the lowest minimum, and others ended higher.
    case fewStarts = "few-starts"
    /// As many coefficients as runs, leaving no degrees of freedom.
    case noSpareRuns = "no-spare-runs"
    /// The law fits every run to rounding error.
    case exactFit = "exact-fit"
    /// Replicates that could not be refitted.
    case failedReplicates = "failed-replicates"
    /// A coefficient is at the bound of its domain.
    case atBound = "at-bound"
    /// Nearly collinear variables.
    case nearCollinear = "near-collinear"
    /// A variable takes too few values.
    case fewLevels = "few-levels"
    /// A variable with so small a range that its power law is nearly constant.
    case narrowSpan = "narrow-span"
    /// An implausible exponent.
    case absurdExponent = "absurd-exponent"
    /// Runs far from the law.
    case outliers
    /// Duplicate rows.
    case repeatedRows = "repeated-rows"
    /// Runs were kept for their own loss.
    case selectedRuns = "selected-runs"
    /// Units of several rows were resampled, such as runs.
    case resampledUnits = "resampled-units"
    /// Too few units were resampled for intervals.
    case fewUnits = "few-units"
    /// The residuals of rows that share a value are alike, but the intervals take the rows as independent.
    case clusteredResiduals = "clustered-residuals"
    /// Implausible values, or a row of totals.
    case implausibleValues = "implausible-values"
    /// The power k of the reducible loss, which is 1 if its terms add up.
    case additiveForm = "additive-form"
    /// A forecast where the calibration of intervals is not tested.
    case untestedForecast = "untested-forecast"
    /// The loss falls ever faster than the laws forecast.
    case fallingFaster = "falling-faster"
    /// Extrapolation beyond the runs.
    case extrapolation
    /// A target out of reach in some replicates.
    case unreachable
    /// Replicates in which the quantity is undefined.
    case undefinedReplicates = "undefined-replicates"
    /// An assumption or a choice.
    case assumption
  }

  /// Makes a remark.
  public init(
    _ code: Code, _ severity: Severity, _ text: String, fix: String? = nil,
    subjects: [String] = [], values: [String: Double] = [:]
  ) {
    self.code = code
    self.severity = severity
    self.text = text
    self.fix = fix
    self.subjects = subjects
    self.values = values
  }

  private enum CodingKeys: String, CodingKey {
    case code, severity, text, fix, subjects, values
  }

  /// Writes every key; a missing fix is null, non-finite values are omitted.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(code, forKey: .code)
    try container.encode(severity, forKey: .severity)
    try container.encode(text, forKey: .text)
    try container.encode(fix, forKey: .fix)
    try container.encode(subjects, forKey: .subjects)
    try container.encode(values.filter(\.value.isFinite), forKey: .values)
  }

  /// Reads what ``encode(to:)`` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    code = try container.decode(Code.self, forKey: .code)
    severity = try container.decode(Severity.self, forKey: .severity)
    text = try container.decode(String.self, forKey: .text)
    fix = try container.decodeIfPresent(String.self, forKey: .fix)
    subjects = try container.decodeIfPresent([String].self, forKey: .subjects) ?? []
    values = try container.decodeIfPresent([String: Double].self, forKey: .values) ?? [:]
  }
}

extension [Remark] {
  /// The distinct remarks, most severe first; equally severe ones keep their order.
  public var gravestFirst: [Remark] {
    var seen: [Remark] = []
    for remark in self where !seen.contains(remark) { seen.append(remark) }
    return Remark.Severity.allCases.reversed().flatMap { severity in
      seen.filter { $0.severity == severity }
    }
  }

  /// The highest severity; `nil` without remarks.
  public var gravest: Remark.Severity? { map(\.severity).max() }

  /// The remarks of one kind.
  public func of(_ code: Remark.Code) -> [Remark] { filter { $0.code == code } }
}
