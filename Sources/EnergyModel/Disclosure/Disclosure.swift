public import Statistics

/// What a provider reports of a model, filled from an estimate; what is not known stays marked.
public struct Disclosure: Sendable, Equatable {
  /// The forms that can be filled.
  public enum Form: String, CaseIterable, Sendable {
    /// Annex XI, section 1, of Regulation (EU) 2024/1689.
    case euGPAI = "eu-gpai"
    /// Software Carbon Intensity by ISO/IEC 21031:2024, per training token.
    case sciAI = "sci-ai"
    /// The environmental block of a model card.
    case modelCard = "model-card"
  }

  /// How a field was come by.
  public enum Status: String, CaseIterable, Sendable {
    /// Given by whoever asks.
    case given
    /// Estimated; see the estimate's interval.
    case estimated
    /// Derived from what was given.
    case derived
    /// To be filled in.
    case unknown
  }

  /// A field of a form.
  public struct Field: Sendable, Equatable {
    /// Where the form asks for it, such as `Annex XI 1(2)(d)`; `nil` for forms without clauses.
    public var clause: String?
    /// What is asked for.
    public var title: String
    /// The text, where the field is no number.
    public var text: String?
    /// The number.
    public var estimate: Estimate?
    /// The number's unit.
    public var unit: String?
    /// How it was come by.
    public var status: Status
  }

  /// The form.
  public var form: Form
  /// Its fields, in order.
  public var fields: [Field]
  /// What has to be said beside them, a sentence each.
  public var statements: [String]
  /// The level of the intervals.
  public var level: Double
}

/// What a disclosure says beside the energy.
public struct DisclosedModel: Sendable, Equatable {
  /// The model's name.
  public var name: String?
  /// N, all parameters.
  public var parameterCount: Double?
  /// D, training tokens.
  public var tokenCount: Double?
  /// Accelerators that were used at once.
  public var acceleratorCount: Double?
  /// The name of the grid; `nil` where its intensity alone is known.
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
