/// An object of a document, whose type is the one place that states its shape.
///
///     package struct Score: Described {
///       package let forecasts: Int
///
///       package enum CodingKeys: String, CodingKey, CaseIterable { case forecasts }
///
///       package static func describe(_ key: CodingKeys) -> Field {
///         switch key {
///         case .forecasts: Field("How many forecasts.", .atLeast(1))
///         }
///       }
///     }
///
/// The properties give names, types and which may be null or absent; the compiler asks for a
/// description of each key. The JSON Schema is made from both.
package protocol Described: Codable, Sendable {
  associatedtype CodingKeys: CodingKey, CaseIterable, RawRepresentable
  where CodingKeys.RawValue == String

  /// What the object is, in a sentence; empty if its key says it all.
  static var summary: String { get }

  /// What the value of a key is, with its unit, and what holds for it.
  static func describe(_ key: CodingKeys) -> Field

  /// The document whose schema defines the object, such as `plans-1`, where several have it.
  static var home: String? { get }

  /// The keys besides those of its properties.
  static var furtherKeys: FurtherKeys { get }
}

extension Described {
  package static var summary: String { "" }
  package static var home: String? { nil }
  package static var furtherKeys: FurtherKeys { .none }
}

/// The keys that an object may have besides those of its type.
package enum FurtherKeys: Sendable {
  /// None.
  case none
  /// Numbers or null, by names that match a pattern.
  case numbers(matching: String, description: String)
}

/// What is said of a key.
package struct Field: Sendable, ExpressibleByStringLiteral {
  /// What the value is, with its unit.
  let description: String
  /// What holds for the value.
  let constraints: [Constraint]
  /// What the key means where an older document of the same version lacks it.
  let added: JSON?

  package init(_ description: String, _ constraints: Constraint..., added: JSON? = nil) {
    self.description = description
    self.constraints = constraints
    self.added = added
  }

  package init(stringLiteral description: String) {
    self.init(description)
  }
}

/// What holds for a value beyond its type, as JSON Schema can say it.
package indirect enum Constraint: Sendable {
  case above(Double)
  case atLeast(Double)
  case below(Double)
  case atMost(Double)
  /// A text that a pattern matches.
  case matching(String)
  /// A text out of some.
  case among([String])
  /// A list of at least, or at most, as many elements; an object of as many keys.
  case countAtLeast(Int)
  case countAtMost(Int)
  /// The keys of an object by names, or by a pattern.
  case keys([String])
  case keysMatching(String)
  /// What holds for each element of a list or value of an object.
  case each(Field)
  /// A text in which something stands.
  case notEmpty
  /// All other keys of the same object that there are only together with this one.
  case onlyWith([String])
  /// A text where the value of another key is null.
  case textWhereNull(String)
  /// Where another schema defines the value.
  case defined(String)

  /// Above 0.
  package static var positive: Constraint { .above(0) }
  /// At least 0.
  package static var nonNegative: Constraint { .atLeast(0) }
  /// One of the raw values of an enumeration.
  package static func cases<Choice>(of choices: Choice.Type) -> Constraint
  where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
    .among(choices.allCases.map(\.rawValue))
  }
}
