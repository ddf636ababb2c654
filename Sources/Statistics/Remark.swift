/// Something that limits what a result is good for, and travels with it into every form.
///
/// A fit has remarks of its own (which coefficients the runs do not determine, which replicates
/// failed); what is computed from it adds others (how far it extrapolates).
public struct Remark: Sendable, Equatable, Codable {
  /// What kind of limit it is.
  public var code: Code
  /// How much it limits.
  public var severity: Severity
  /// What is the matter, in one sentence without a full stop.
  public var text: String
  /// What would mend it; `nil` where nothing simple does.
  public var fix: String?
  /// What it is about: symbols of coefficients or variables, or names of runs.
  public var subjects: [String]
  /// The figures that it states, by name.
  public var values: [String: Double]

  /// How much a remark limits a result.
  public enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    /// Worth knowing.
    case note
    /// The result is less sure than it looks.
    case warning
    /// The result, or a part of it, must not be relied on.
    case severe

    /// By how much they limit.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The kinds of limits.
  public enum Code: String, Sendable, Codable, CaseIterable {
    /// The runs do not determine some coefficients.
    case notIdentified = "not-identified"
    /// No start reached a minimum.
    case notConverged = "not-converged"
    /// Several minima are equally good.
    case equalMinima = "equal-minima"
    /// As many coefficients as runs: nothing is left to judge the fit by.
    case noSpareRuns = "no-spare-runs"
    /// The law meets every run to rounding.
    case exactFit = "exact-fit"
    /// Replicates that could not be refitted.
    case failedReplicates = "failed-replicates"
    /// A coefficient is at the bound of its domain.
    case atBound = "at-bound"
    /// Variables that hardly vary against each other.
    case nearCollinear = "near-collinear"
    /// A variable takes too few values.
    case fewLevels = "few-levels"
    /// A variable spans so little that its power and a constant look alike.
    case narrowSpan = "narrow-span"
    /// An exponent that no scaling law has.
    case absurdExponent = "absurd-exponent"
    /// Runs far from the law.
    case outliers
    /// Rows that are there more than once.
    case repeatedRows = "repeated-rows"
    /// Values that hardly any training run has, or a row of totals.
    case implausibleValues = "implausible-values"
    /// A result beyond the runs.
    case extrapolation
    /// A budget or target that the law cannot meet in all replicates.
    case unreachable
    /// Replicates in which the quantity is not defined.
    case undefinedReplicates = "undefined-replicates"
    /// An assumption or a choice that was made.
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

  /// Writes every key; a missing fix is null, a value that is not finite is left out.
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
  /// The remarks, the gravest first, each once; equally grave ones keep their order.
  public var gravestFirst: [Remark] {
    var seen: [Remark] = []
    for remark in self where !seen.contains(remark) { seen.append(remark) }
    return Remark.Severity.allCases.reversed().flatMap { severity in
      seen.filter { $0.severity == severity }
    }
  }

  /// The gravest severity; `nil` without remarks.
  public var gravest: Remark.Severity? { map(\.severity).max() }

  /// The remarks of one kind.
  public func of(_ code: Remark.Code) -> [Remark] { filter { $0.code == code } }
}
