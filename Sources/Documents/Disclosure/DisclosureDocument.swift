import EnergyModel

package struct DisclosureDocument: Document {
  package static let identifier = "disclosure"
  package static let title = "Disclosure of a model's training"
  package static let writers = "`energy disclose`"
  package static let summary = "What `echelle energy disclose --format json` writes."

  package let form: String
  package let level: Double
  package let fields: [Item]
  package let statements: [String]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case form, level, fields, statements
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .form:
      Field("The disclosure form.", .cases(of: Disclosure.Form.self))
    case .level:
      Field("The level of the intervals.", .positive, .below(1))
    case .fields: "The fields, in the order of the form."
    case .statements: "Statements that accompany the fields."
    }
  }
}

extension DisclosureDocument {
  package struct Item: Described {
    package static let summary = "A field."

    package let title: String
    package let clause: Nullable<String>
    package let status: String
    package let text: Nullable<String>
    package let value: Nullable<UnitEstimate>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case title, clause, status, text, value
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .title: "The item."
      case .clause: "The clause of the form; null for forms without clauses."
      case .status:
        Field(
          "How the value was obtained; unknown means still to be filled in.",
          .cases(of: Disclosure.Status.self))
      case .text: "The text; null for a number or an unknown item."
      case .value: "The number; null for a text or an unknown item."
      }
    }
  }
}
