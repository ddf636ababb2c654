extension LawsDocument {
  /// CSV: one row per coefficient of each published set; one without value where nothing was
  /// published.
  package func csv() -> String {
    var csv = CSVText(header: [
      "law", "title", "formula", "label", "coefficient", "domain", "written", "value",
      "standard_error", "rounded", "source",
    ])
    for law in laws {
      let sets: [Published?] = law.published.isEmpty ? [nil] : law.published
      for set in sets {
        for coefficient in law.coefficients {
          let number = set?.coefficients[coefficient.symbol]
          csv.add([
            law.name, law.title, law.formula, set?.label, coefficient.symbol, coefficient.domain,
            number?.written, CSVText.number(number?.value),
            CSVText.number(set?.standardErrors[coefficient.symbol]),
            set.map { "\($0.rounded)" }, set?.source,
          ])
        }
      }
    }
    return csv.text
  }
}
