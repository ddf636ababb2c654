/// A column with another parameter count of each run than the column of N.
public struct OtherParameters: Sendable, Equatable {
  /// The header of the column.
  public let header: String
  /// The parameters it counts.
  public let counting: DatasetDescriptor.ParameterCounting
  /// The parameters of each row; NaN if a cell is not a number.
  public internal(set) var values: [Double]
}

extension RunTable {
  /// The same runs with N from ``otherParameters``, swapped with the column of N.
  ///
  /// D is unchanged. C is recomputed if it was computed from N, and unchanged otherwise.
  ///
  /// - Returns: `nil` if there is no other column, or one of its cells is not a positive
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
  /// The parameters counted by a parameter column with this header; `nil` if the header
  /// is ambiguous, like `params_embedding`.
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
  /// The parameters that N counts: declared, otherwise implied by its header.
  func parameterCounting(
    described: DatasetDescriptor.ParameterCounting?
  ) -> DatasetDescriptor.ParameterCounting? {
    guard let place = places[.parameters] else { return nil }
    return described ?? DatasetDescriptor.ParameterCounting(header: names[place])
  }

  /// The index and meaning of the only column that counts non-embedding parameters if
  /// N counts all, or all parameters if N does not.
  ///
  /// - Parameter counting: The parameters that N counts.
  /// - Returns: `nil` without exactly one such column, or if N counts something else.
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
