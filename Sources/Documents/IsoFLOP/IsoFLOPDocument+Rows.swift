extension IsoFLOPDocument.Fit {
  /// The rows of a tidy table: kind, curve, weighting, FLOP, quantity, then the estimate's cells.
  package var rows: [[String?]] {
    var rows: [[String?]] = []
    for budget in budgets {
      for (curve, outcome) in [("cubic", budget.cubic), ("parabola", budget.parabola)] {
        for (quantity, cells) in outcome.rows {
          let place = ["budget", curve, nil, CSVText.number(budget.compute), quantity]
          rows.append(place + cells)
        }
      }
    }
    for law in laws {
      let place = ["law", law.method, law.weighting, CSVText.number(law.referenceCompute)]
      for (quantity, estimate) in law.figures { rows.append(place + [quantity] + estimate.cells) }
    }
    return rows
  }
}

extension IsoFLOPDocument.Outcome {
  /// The rows of a tidy table: the quantity, then the estimate's cells.
  fileprivate var rows: [(quantity: String, cells: [String?])] {
    if let reason = refusal.value {
      return [("parameters", Array(repeating: nil, count: 5) + ["parameters", reason])]
    }
    return [("parameters", parameters), ("tokens", tokens), ("loss", loss)].compactMap {
      name, estimate in estimate.value.map { (name, $0.cells) }
    }
  }
}
