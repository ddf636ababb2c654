import Diagnostics

extension PublishedFit {
  init(yaml: YAMLValue) throws {
    let mapping = try yaml.mapping(keys: [
      "label", "law", "variables", "where", "objective", "coefficients", "standard_errors",
      "derived", "minimum",
      "expect", "reason", "source",
    ])
    label = try mapping.required("label").text()
    law = try mapping.required("law").text()
    variables = try Dictionary(
      uniqueKeysWithValues: mapping["variables"]?.mapping(keys: nil).entries.map {
        ($0.key, try $0.value.text())
      } ?? [])
    filters =
      try mapping["where"].map { value in
        [try RowFilter(parsing: value.text(), at: value.location)]
      } ?? []
    objective = try mapping["objective"]?.text()
    coefficients = try mapping["coefficients"]?.numbers() ?? [:]
    standardErrors = try mapping["standard_errors"]?.numbers() ?? [:]
    derived = try mapping["derived"]?.numbers() ?? [:]
    minimum = try mapping["minimum"].map { value in
      let minimum = try value.number()
      guard minimum > 0 else { throw value.error("expected a positive number, found '\(minimum)'") }
      return minimum
    }
    guard !coefficients.isEmpty || !derived.isEmpty || minimum != nil else {
      throw mapping.owner.error(
        "no published values: 'coefficients', 'derived' or 'minimum' is needed",
        fix: "add a line 'coefficients: {…}'")
    }
    expectation = try Self.expectation(mapping)
    source = try mapping.required("source").text()
  }

  private static func expectation(_ mapping: YAMLMapping) throws -> Expectation {
    guard let expect = mapping["expect"] else {
      guard let reason = mapping["reason"] else { return .reproduces }
      throw reason.error(
        "the key 'reason' needs the key 'expect'",
        why: "it explains why a published fit does not reproduce",
        fix: "add a line 'expect: differs'")
    }
    switch try expect.text() {
    case "reproduces":
      return .reproduces
    case "differs":
      return .differs(reason: try mapping.required("reason").text())
    case let other:
      throw expect.error("expected one of 'reproduces', 'differs', found '\(other)'")
    }
  }
}
