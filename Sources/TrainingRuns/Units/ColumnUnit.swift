public import Diagnostics
import Tables

/// The unit of a column, with its conversion to parameters, tokens, FLOP or nats per token.
///
///     try ColumnUnit(parsing: "billions", for: .tokens)      // 1.4 is 1.4e9 tokens
///     try ColumnUnit(parsing: "sequences*2048", for: .tokens)
///     try ColumnUnit(parsing: "bits*4.2", for: .loss)        // bits per byte, 4.2 bytes per token
public struct ColumnUnit: Sendable, Equatable, Hashable {
  /// The unit as written.
  public let name: String
  /// The multiplier, applied after the logarithm if one is taken.
  public let factor: Double
  /// Whether the logarithm of the numbers is taken: perplexity is exp(loss).
  public let takesLogarithm: Bool

  /// The unit named by a text.
  ///
  /// - Parameters:
  ///   - text: A name, a multiplier, or `NAME*NUMBER`.
  ///   - role: The role of the column.
  ///   - location: The origin of the text, for errors.
  /// - Throws: `Diagnostic` if the role has no such unit.
  public init(
    parsing text: String, for role: ColumnRole,
    at location: Origin = Origin(.unit)
  ) throws {
    let units = Self.named(role)
    func refusal(_ what: Phrase) -> Diagnostic {
      Diagnostic(
        origin: location, what: what,
        why:
          "the units are \(listed(units.map(\.key), showing: 12)), a multiplier, or both as in "
          + "\(Self.example(role))",
        fix: nearestNames(to: text, in: units.map(\.key)).first.map { "did you mean '\($0)'?" }
          ?? "name one of them")
    }
    guard !units.isEmpty else {
      throw Diagnostic(
        origin: location, what: "\(role.phrase) has no unit",
        why: "only parameters, tokens, compute and loss have units",
        fix: "omit \(role.rawValue)=\(text)")
    }
    let parts = text.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
    let known = units.first { $0.key == parts[0] }
    let multiple: Double
    switch (known, parts.count) {
    case (nil, 1), (_?, 2):
      guard let value = parseQuantity(parts[parts.count - 1]), Self.factors.contains(value) else {
        throw refusal(
          parts.count == 2
            ? "expected a number between 1e-60 and 1e60 after '*', found '\(parts[1])'"
            : "unknown unit '\(text)' of \(role.phrase)")
      }
      multiple = value
    case (_?, _): multiple = 1
    default: throw refusal("unknown unit '\(parts[0])' of \(role.phrase)")
    }
    guard known.map({ $0.value.isComplete }) ?? true || parts.count == 2 else {
      throw Diagnostic(
        origin: location, what: "the unit '\(text)' of \(role.phrase) needs a number",
        why: "it must be known how many \(role.rawValue) are in one",
        fix: "add it, as in \(Self.example(role))")
    }
    name = text
    factor = (known?.value.factor ?? 1) * multiple
    takesLogarithm = known?.value.takesLogarithm ?? false
  }

  /// A number of the column, converted to parameters, tokens, FLOP or nats per token.
  func converted(_ value: Double) -> Double {
    factor * (takesLogarithm ? logarithm(value) : value)
  }

  /// The conversion, as part of a sentence.
  var action: String {
    let multiplied = factor == 1 ? "" : "multiplied by \(plain(factor))"
    guard takesLogarithm else { return multiplied.isEmpty ? "as it is" : multiplied }
    return "whose logarithm is taken" + (multiplied.isEmpty ? "" : ", \(multiplied)")
  }

  /// The range of factors that keep a column's numbers finite.
  static let factors = 1e-60...1e60

  private struct Named {
    var factor: Double
    var takesLogarithm = false
    /// Whether the unit is complete; sequences need the tokens per sequence.
    var isComplete = true
  }

  private static func named(_ role: ColumnRole) -> KeyValuePairs<String, Named> {
    switch role {
    case .parameters:
      [
        "parameters": Named(factor: 1), "thousands": Named(factor: 1e3),
        "millions": Named(factor: 1e6), "billions": Named(factor: 1e9),
        "trillions": Named(factor: 1e12),
      ]
    case .tokens:
      [
        "tokens": Named(factor: 1), "thousands": Named(factor: 1e3),
        "millions": Named(factor: 1e6), "billions": Named(factor: 1e9),
        "trillions": Named(factor: 1e12), "sequences": Named(factor: 1, isComplete: false),
        "steps": Named(factor: 1, isComplete: false),
      ]
    case .compute:
      [
        "flop": Named(factor: 1), "gigaflop": Named(factor: 1e9), "teraflop": Named(factor: 1e12),
        "petaflop": Named(factor: 1e15), "exaflop": Named(factor: 1e18),
        "zettaflop": Named(factor: 1e21), "petaflop-days": Named(factor: 1e15 * 86400),
        // A multiply-accumulate is two FLOP; the backward pass costs twice the forward one.
        "macs": Named(factor: 2), "forward": Named(factor: 3), "forward-macs": Named(factor: 6),
      ]
    case .loss:
      [
        "nats": Named(factor: 1), "bits": Named(factor: logarithm(2)),
        "perplexity": Named(factor: 1, takesLogarithm: true),
      ]
    case .weight, .run, .family, .step, .order: [:]
    }
  }

  private static func example(_ role: ColumnRole) -> String {
    switch role {
    case .tokens: "sequences*2048"
    case .loss: "bits*4.2, for bits per byte and 4.2 bytes per token"
    case .compute: "forward*1e12"
    default: "millions*1.5"
    }
  }
}

extension ColumnUnit {
  /// Units by role, from YAML: `{tokens: billions, loss: bits}`.
  ///
  /// - Throws: `Diagnostic` with the line and column of the error.
  package static func units(_ yaml: YAMLValue) throws -> [ColumnRole: ColumnUnit] {
    let mapping = try yaml.mapping(keys: ColumnRole.allCases.map(\.rawValue))
    var units: [ColumnRole: ColumnUnit] = [:]
    for (key, value) in mapping.entries {
      guard let role = ColumnRole(rawValue: key) else { continue }
      units[role] = try ColumnUnit(parsing: value.text(), for: role, at: value.location)
    }
    return units
  }
}
