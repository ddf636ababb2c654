import ScalingLaws

package struct LawsDocument: Document {
  package static let identifier = "laws"
  package static let title = "Laws of the literature"
  package static let writers = "`laws list`, `laws show`"
  package static let summary =
    "What `echelle laws list` and `laws show` write with `--format json`."

  package let laws: [Law]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case laws
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .laws: "The laws, by name."
    }
  }
}

extension LawsDocument {
  package struct Law: Described {
    package static let summary = "A law."

    package let name: String
    package let title: String
    package let formula: String
    package let derived: [Derived]
    package let expandedFormula: String
    package let variables: [Variable]
    package let figure: String
    package let coefficients: [Coefficient]
    package let citations: [String]
    package let reference: [String: Double]
    package let referenceCompute: Double
    package let published: [Published]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, title, formula, derived, expandedFormula, variables, figure, coefficients
      case citations, reference, referenceCompute, published
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "Its name, which --law takes."
      case .title: "What it says."
      case .formula: "The formula, with derived names in it."
      case .derived:
        Field("Names that stand for formulas, in order; each may use those before it.")
      case .expandedFormula: "The formula with the derived names replaced."
      case .variables:
        Field("The variables, and the column the law is of where that is not the loss.")
      case .figure: "What the law gives, with its unit."
      case .coefficients: "The coefficients, in the order of the formula."
      case .citations: "What to cite."
      case .reference: "The variables at which published sets are evaluated, by symbol."
      case .referenceCompute:
        Field("The budget for which the optimum of published sets is given, FLOP.")
      case .published: "The coefficients that were published, a set each."
      }
    }
  }
}

extension LawsDocument {
  package struct Derived: Described {
    package static let summary = "A derived name."

    package let name: String
    package let formula: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, formula
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "The name."
      case .formula: "What it stands for."
      }
    }
  }
}

extension LawsDocument {
  package struct Variable: Described {
    package static let summary = "A variable."

    package let symbol: String
    package let description: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case symbol, description
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .symbol: "Its symbol."
      case .description: "What it is, with its unit."
      }
    }
  }
}

extension LawsDocument {
  package struct Coefficient: Described {
    package static let summary = "A coefficient."

    package let symbol: String
    package let domain: String
    package let start: Nullable<[Double]>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case symbol, domain, start
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .symbol: "Its symbol."
      case .domain:
        Field("The values it may take.", .cases(of: CoefficientDomain.self))
      case .start:
        Field(
          "The range in which a fit starts; null where none is given.", .countAtLeast(2),
          .countAtMost(2))
      }
    }
  }
}

extension LawsDocument {
  package struct Published: Described {
    package static let summary = "A published set."

    package let label: String
    package let source: String
    package let note: Nullable<String>
    package let rounded: Bool
    package let coefficients: [String: Number]
    package let standardErrors: [String: Double]
    package let value: Nullable<Double>
    package let valueRounding: Nullable<[Double]>
    package let optimalParameters: Nullable<Double>
    package let optimalParametersRounding: Nullable<[Double]>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case label, source, note, rounded, coefficients, standardErrors, value, valueRounding
      case optimalParameters, optimalParametersRounding
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .label: "What --coefficients takes."
      case .source: "Where it was published."
      case .note: "What else has to be known; null where nothing has."
      case .rounded:
        Field("Whether the source had the coefficients in more digits than it gives.")
      case .coefficients:
        Field("The coefficients by symbol; those that the source does not give are absent.")
      case .standardErrors: "Their standard errors, where published."
      case .value:
        Field("What the law gives at the reference; null where a coefficient is missing.")
      case .valueRounding:
        Field(
          "The lowest and the highest that coefficients which round to these give; null "
            + "where they are not rounded, or one is missing.", .countAtLeast(2), .countAtMost(2))
      case .optimalParameters:
        Field(
          "N* for the reference compute with C = 6ND; null where the law has no optimum, "
            + "or a coefficient is missing.")
      case .optimalParametersRounding:
        Field(
          "The lowest and the highest N* of coefficients that round to these; null where "
            + "they are not rounded, or there is no optimum.", .countAtLeast(2), .countAtMost(2))
      }
    }
  }
}

extension LawsDocument {
  package struct Number: Described {
    package static let summary = "A coefficient."

    package let written: String
    package let value: Double
    package let rounding: [Double]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case written, value, rounding
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .written: "As the source gives it."
      case .value: "Its value."
      case .rounding:
        Field(
          "The lowest and the highest value that would be written so.", .countAtLeast(2),
          .countAtMost(2))
      }
    }
  }
}
