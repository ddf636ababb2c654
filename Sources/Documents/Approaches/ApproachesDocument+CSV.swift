import ScalingLaws

extension ApproachesDocument {
  /// CSV in tidy form: a row for a and one for b of each approach.
  package func csv() -> String {
    var csv = CSVText(
      header: ["dataset", "approach", "name", "quantity"] + UnitEstimate.header + ["remarks"])
    for comparison in comparisons {
      for approach in comparison.approaches {
        for (symbol, estimate) in [("a", approach.a.value), ("b", approach.b.value)] {
          let place = [
            comparison.dataset.name, "\(approach.approach)", approach.name, symbol,
          ]
          let none = Array(repeating: String?.none, count: 5) + ["1", approach.refusal.value]
          csv.add(place + (estimate?.cells ?? none) + [approach.remarks.codeList])
        }
      }
    }
    return csv.text
  }
}
