extension RunTable {
  /// What was assumed of the columns and not said by a descriptor.
  func assumptionNotes() -> [String] {
    var notes: [String] = []
    if dataset?.conventions.parameters == nil, let header = headers[.parameters] {
      let qualifiers = HeaderPattern.words(of: header).map { $0.lowercased() }
      let total: Set<String> = [
        "emb", "embd", "embed", "nonemb", "noemb", "nonembedding", "active",
      ]
      notes.append(
        qualifiers.contains(where: { total.contains($0) || $0.hasPrefix("embedding") })
          ? "N is column '\(header)', and not the total parameters if its name is right"
          : "N is column '\(header)', taken as total parameters")
    }
    if dataset?.conventions.loss == nil, let header = headers[.loss] {
      notes.append("L is column '\(header)', taken as nats per token")
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

  /// How far the rows are from C = k·N·D, where all three were read.
  func identityNotes() -> [String] {
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
        + "by more than 5 %, the most by \(percent) % at row \(rowNumber[worst])"
    ]
  }
}

/// `6` for 6.0, `6.5` for 6.5.
private func shortest(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
}
