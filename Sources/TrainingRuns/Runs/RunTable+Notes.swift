import Diagnostics

extension RunTable {
  /// All notes about the table.
  func allNotes() -> [String] {
    assumptionNotes() + identityNotes() + warnings
  }

  /// The exclusion rules of a descriptor that do not apply to the table; `nil` if there
  /// are none.
  func ruleNote(_ unapplied: DatasetDescriptor) -> String? {
    let drops = unapplied.dropHighest.filter { described in
      !dropRules.contains {
        $0.rule.column == described.column && $0.rule.count == described.count
      }
    }
    let conditions = unapplied.filters.filter { described in
      !filters.contains { $0.text == described.text }
    }
    guard !drops.isEmpty || !conditions.isEmpty else { return nil }
    let rules =
      drops.map { "drop the \(counted($0.count, "row")) with the highest \($0.column)" }
      + conditions.map { "keep rows with \($0.text)" }
    return "the rules of \(unapplied.path) do not apply when the file is named directly: they "
      + "\(enumerated(rules)); name its folder to apply them"
  }

  /// Assumptions about the columns that the descriptor does not settle.
  private func assumptionNotes() -> [String] {
    var notes: [String] = []
    if dataset?.conventions.parameters == nil, let header = headers[.parameters] {
      let qualifiers = HeaderPattern.words(of: header).map { $0.lowercased() }
      let total: Set<String> = [
        "emb", "embd", "embed", "nonemb", "noemb", "nonembedding", "active",
      ]
      notes.append(
        qualifiers.contains(where: { total.contains($0) || $0.hasPrefix("embedding") })
          ? "N is column '\(header)', whose name suggests that it is not the total"
          : "N is column '\(header)', read as total parameters")
    }
    if let lossVariableHeader {
      notes.append("L is column '\(lossVariableHeader)', a variable of the law")
      if let header = headers[.loss] { notes.append("the law is fitted to column '\(header)'") }
    } else if let metric {
      notes.append("L is column '\(metric)', in its own units")
    } else if let header = headers[.loss], dataset?.conventions.loss == nil, units[.loss] == nil {
      notes.append("L is column '\(header)', read as nats per token")
    }
    for role in ColumnRole.allCases {
      let named = role == .loss ? lossVariableHeader ?? headers[role] : headers[role]
      guard let unit = units[role], let header = named, let symbol = role.symbol else { continue }
      notes.append("\(symbol) is column '\(header)', in \(unit.name): \(unit.action)")
    }
    if computeIsBudget, let header = headers[.compute] {
      notes.append("C is column '\(header)', read as training FLOP")
    }
    for (symbol, header) in bindings.sorted(by: { $0.key < $1.key }) {
      notes.append("\(symbol) is column '\(header)'")
    }
    let k = shortest(flopPerParameterToken)
    switch derivedRole {
    case .tokens: notes.append("D is computed as C / \(k)N")
    case .parameters: notes.append("N is computed as C / \(k)D")
    case .compute: notes.append("C is computed as \(k)ND")
    default: break
    }
    return notes
  }

  /// The deviation of the rows from C = k·N·D, if all three were read.
  private func identityNotes() -> [String] {
    guard derivedRole == nil, Set([.parameters, .tokens, .compute]).isSubset(of: headers.keys),
      count > 0
    else { return [] }
    let deviations = (0..<count).map { row in
      abs(compute[row] / (flopPerParameterToken * parameterCount[row] * tokenCount[row]) - 1)
    }
    let off = deviations.indices.filter { deviations[$0] > 0.05 }
    guard let worst = off.max(by: { deviations[$0] < deviations[$1] }) else { return [] }
    let share = deviations[worst] * 100
    let percent = share < 1e6 ? String(Int(share.rounded())) : shortest(share)
    return [
      "N, D and C are all given: \(off.count) of \(counted(count, "row")) "
        + "\(off.count == 1 ? "deviates" : "deviate") from C = \(shortest(flopPerParameterToken))ND "
        + "by more than 5 %, and by up to \(percent) % in row \(rowNumber[worst])\(likelyFactor())"
    ]
  }

  /// A likely interpretation of C / (N·D) if it is nearly constant but not k.
  private func likelyFactor() -> String {
    let ratios = (0..<count).map { compute[$0] / (parameterCount[$0] * tokenCount[$0]) }.sorted()
    let (low, middle, high) = (
      ratios[count / 10], ratios[count / 2], ratios[count - 1 - count / 10]
    )
    guard high < low * 1.25 else { return "" }
    let meanings: [(Double, Phrase)] = [
      (1, "multiply-accumulates of the forward pass: \(.unit, of: "compute", "forward-macs")"),
      (2, "FLOP of the forward pass alone: \(.unit, of: "compute", "forward")"),
      (3, "multiply-accumulates: \(.unit, of: "compute", "macs")"),
      (8, "FLOP with activation recomputation"),
    ]
    guard let (_, meaning) = meanings.first(where: { abs(middle / $0.0 - 1) < 0.15 }) else {
      return ""
    }
    return
      "; C / ND is near \(shortest((middle * 100).rounded() / 100)), as it would be for \(meaning)"
  }
}

/// `6` for 6.0, `6.5` for 6.5.
private func shortest(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
}
