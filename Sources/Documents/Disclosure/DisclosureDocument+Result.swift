package import EnergyModel

extension DisclosureDocument {
  /// A disclosure.
  package init(_ disclosure: Disclosure) {
    form = disclosure.form.rawValue
    level = disclosure.level
    fields = disclosure.fields.map(Item.init)
    statements = disclosure.statements
  }
}

extension DisclosureDocument.Item {
  fileprivate init(_ field: Disclosure.Field) {
    title = field.title
    clause = Nullable(field.clause)
    status = field.status.rawValue
    text = Nullable(field.text)
    value = Nullable(
      field.estimate.map { UnitEstimate(estimate: $0, unit: field.unit ?? "1") })
  }
}
