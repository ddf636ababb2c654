package import ScalingLaws

package struct LawValuesDocument: Document {
  package static let identifier = "law-values"
  package static let title = "Values of a law"
  package static let writers = "`laws evaluate`"
  package static let summary = "What `echelle laws evaluate --format json` writes."

  package let law: String
  package let figure: String
  package let values: [Value]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case law, figure, values
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .law: "The name of the law."
    case .figure: "The predicted quantity, with its unit."
    case .values: "A value for each set of coefficients and model."
    }
  }
}

extension LawValuesDocument {
  package struct Value: Described {
    package static let summary = "A value."

    package let coefficients: String
    package let at: [String: Double]
    package let value: Nullable<Double>
    package let rounding: Nullable<[Double]>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case coefficients, at, value, rounding
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .coefficients: "The label of the set; 'as given' for those of --set."
      case .at: "The variables of the model, by symbol."
      case .value: "The value of the law; null where it is not finite."
      case .rounding:
        Field(
          "The range of values over coefficients that round to these; null "
            + "where unknown.", .countAtLeast(2), .countAtMost(2))
      }
    }
  }
}

extension LawValuesDocument {
  /// What `law` of the literature gives, which is called `figure`.
  package init(_ law: CataloguedLaw, values: [Value]) {
    self.init(law: law.name, figure: law.figure, values: values)
  }
}

extension LawValuesDocument.Value {
  /// What the coefficients called `label` give for a model, and over which range their rounding moves it.
  package init(
    label: String, point: [ScalingLaw.Variable: Double], value: Double,
    rounding: ClosedRange<Double>?
  ) {
    coefficients = label
    at = Dictionary(uniqueKeysWithValues: point.map { ($0.symbol, $1) })
    self.value = Nullable(finite(value))
    self.rounding = Nullable(rounding.map { [$0.lowerBound, $0.upperBound] })
  }
}
