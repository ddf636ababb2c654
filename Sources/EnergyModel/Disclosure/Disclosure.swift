public import Statistics

/// A provider's disclosure for a model, filled in from an estimate; unknown items stay marked.
public struct Disclosure: Sendable, Equatable {
  /// The available forms.
  public enum Form: String, CaseIterable, Sendable {
    /// Annex XI, section 1, of Regulation (EU) 2024/1689.
    case euGPAI = "eu-gpai"
    /// Software Carbon Intensity by ISO/IEC 21031:2024, per training token.
    case sciAI = "sci-ai"
    /// The environmental block of a model card.
    case modelCard = "model-card"
  }

  /// How a value was obtained.
  public enum Status: String, CaseIterable, Sendable {
    /// Given by the user.
    case given
    /// Estimated; see the estimate's interval.
    case estimated
    /// Computed from given values.
    case derived
    /// Still to be filled in.
    case unknown
  }

  /// A field of a form.
  public struct Field: Sendable, Equatable {
    /// The clause of the form, such as `Annex XI 1(2)(d)`; `nil` for forms without clauses.
    public var clause: String?
    /// The item.
    public var title: String
    /// The text, if the field is not a number.
    public var text: String?
    /// The number.
    public var estimate: Estimate?
    /// The number's unit.
    public var unit: String?
    /// How it was obtained.
    public var status: Status
  }

  /// The form.
  public var form: Form
  /// Its fields, in order.
  public var fields: [Field]
  /// Accompanying statements, one sentence each.
  public var statements: [String]
  /// The level of the intervals.
  public var level: Double
}

/// The inputs of a disclosure other than the energy.
public struct DisclosedModel: Sendable, Equatable {
  /// The model's name.
  public var name: String?
  /// N, all parameters.
  public var parameterCount: Double?
  /// D, training tokens.
  public var tokenCount: Double?
  /// The number of accelerators used at once.
  public var acceleratorCount: Double?
  /// The name of the grid; `nil` if only its intensity is known.
  public var grid: String?

  /// Makes a description.
  public init(
    name: String? = nil, parameterCount: Double? = nil, tokenCount: Double? = nil,
    acceleratorCount: Double? = nil, grid: String?
  ) {
    self.name = name
    self.parameterCount = parameterCount
    self.tokenCount = tokenCount
    self.acceleratorCount = acceleratorCount
    self.grid = grid
  }
}
