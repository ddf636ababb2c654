import ScalingLaws

package struct LawsDocument: Document {
  package static let identifier = "laws"
  package static let title = "Published scaling laws"
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
      case .title: "Its title."
      case .formula: "The formula, using derived names."
      case .derived:
        Field("Names for subexpressions, in order; each may use earlier ones.")
      case .expandedFormula: "The formula with derived names substituted."
      case .variables:
        Field("The variables, and the fitted column where it is not the loss.")
      case .figure: "The predicted quantity, with its unit."
      case .coefficients: "The coefficients, in the order of the formula."
      case .citations: "What to cite."
      case .reference: "The point at which published sets are evaluated, by symbol."
      case .referenceCompute:
        Field("The budget at which the optimum of published sets is given, in FLOP.")
      case .published: "The published sets of coefficients."
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
      case .formula: "Its formula."
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
    package let bounds: Nullable<Bounds>
    package let start: Nullable<[Double]>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case symbol, domain, bounds, start
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .symbol: "Its symbol."
      case .domain:
        Field("Its allowed values.", .cases(of: CoefficientDomain.self))
      case .bounds:
        Field("The bounds between which a fit keeps it; null where none are given.", added: .null)
      case .start:
        Field(
          "The range of starting values for a fit; null where none is given.", .countAtLeast(2),
          .countAtMost(2))
      }
    }
  }
}

extension LawsDocument {
  package struct Bounds: Described {
    package static let summary = "The bounds of a coefficient, at least one of them a number."

    package let lower: Nullable<Double>
    package let upper: Nullable<Double>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case lower, upper
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .lower: "The lower bound; null where there is none."
      case .upper: "The upper bound; null where there is none."
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
      case .note: "A note; null where there is none."
      case .rounded:
        Field("Whether the source rounded the coefficients.")
      case .coefficients:
        Field("The coefficients by symbol, without those that the source omits.")
      case .standardErrors: "Their standard errors, where published."
      case .value:
        Field("The value of the law at the reference; null where a coefficient is missing.")
      case .valueRounding:
        Field(
          "The range of values over coefficients that round to these; null "
            + "where they are not rounded, or one is missing.", .countAtLeast(2), .countAtMost(2))
      case .optimalParameters:
        Field(
          "N* at the reference compute with C = 6ND; null where the law has no optimum, "
            + "or a coefficient is missing.")
      case .optimalParametersRounding:
        Field(
          "The range of N* over coefficients that round to these; null where "
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
      case .written: "As written in the source."
      case .value: "Its value."
      case .rounding:
        Field(
          "The range of values that round to the written one.", .countAtLeast(2),
          .countAtMost(2))
      }
    }
  }
}
