/// A column that counts the parameters of each run in another way than the column of N.
public struct OtherParameters: Sendable, Equatable {
  /// The header of the column.
  public let header: String
  /// Which parameters it counts.
  public let counting: DatasetDescriptor.ParameterCounting
  /// The parameters of each row; NaN where a cell is not a number.
  public internal(set) var values: [Double]
}

extension RunTable {
  /// The same runs with N from ``otherParameters``, whose place the column of N takes.
  ///
  /// D stays what it is. C is computed again where it was computed from N, else it stays too.
  ///
  /// - Returns: `nil` where there is no other column, or where one of its cells is not a positive
  ///   number.
  /// - Complexity: O(rows).
  public func countingOtherParameters() -> RunTable? {
    guard let other = otherParameters, let counting = parameterCounting,
      let header = headers[.parameters], other.values.allSatisfy({ $0 > 0 && $0.isFinite })
    else { return nil }
    var table = self
    table.parameterCount = other.values
    table.parameterCounting = other.counting
    table.otherParameters = OtherParameters(
      header: header, counting: counting, values: parameterCount)
    table.headers[.parameters] = other.header
    if derivedRole == .compute {
      table.compute = zip(other.values, tokenCount).map { flopPerParameterToken * $0 * $1 }
    }
    table.notes = table.allNotes()
    return table
  }
}

extension DatasetDescriptor.ParameterCounting {
  /// What a column with this header counts, if it is a column of parameters; `nil` where the header
  /// leaves it open, as `params_embedding` does.
  init?(header: String) {
    let words = HeaderPattern.words(of: header).map { $0.lowercased() }
    let joined: Set<String> = ["nonembedding", "nonemb", "noemb", "nnonemb", "nnoemb"]
    let without: Set<String> = ["no", "non", "without", "excl", "excluding"]
    let with: Set<String> = ["w", "with", "incl", "including"]
    let active: Set<String> = ["active", "activated", "act", "na", "nact", "nactive"]
    if words.contains(where: joined.contains) {
      self = .nonEmbedding
    } else if words.contains(where: { $0.hasPrefix("emb") }) {
      if words.contains(where: without.contains) {
        self = .nonEmbedding
      } else if words.contains(where: with.contains) {
        self = .total
      } else {
        return nil
      }
    } else if words.contains(where: active.contains) {
      self = .active
    } else {
      self = .total
    }
  }
}

extension ColumnAssignment {
  /// What the column of N counts: what is said of it, else what its header tells.
  func parameterCounting(
    described: DatasetDescriptor.ParameterCounting?
  ) -> DatasetDescriptor.ParameterCounting? {
    guard let place = places[.parameters] else { return nil }
    return described ?? DatasetDescriptor.ParameterCounting(header: names[place])
  }

  /// The place and the meaning of the one column that counts parameters without the embedding where
  /// N counts all, or all where N does not.
  ///
  /// - Parameter counting: What the column of N counts.
  /// - Returns: `nil` where there is no such column or several, or where N counts something else.
  func otherParameters(
    than counting: DatasetDescriptor.ParameterCounting?
  ) -> (place: Int, counting: DatasetDescriptor.ParameterCounting)? {
    let wanted: DatasetDescriptor.ParameterCounting
    switch counting {
    case .total: wanted = .nonEmbedding
    case .nonEmbedding: wanted = .total
    case .active, nil: return nil
    }
    let taken = Set(places.values)
    let pattern = ColumnRole.parameters.pattern
    let candidates = names.indices.filter { place in
      !taken.contains(place) && pattern.matches(names[place])
        && DatasetDescriptor.ParameterCounting(header: names[place]) == wanted
    }
    return candidates.count == 1 ? (candidates[0], wanted) : nil
  }
}
