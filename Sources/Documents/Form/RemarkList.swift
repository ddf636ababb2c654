package import Statistics

extension [Remark] {
  /// The codes for a cell of CSV, most severe first, each once, with semicolons between.
  package var codeList: String {
    gravestFirst.map(\.code.rawValue).reduce(into: [String]()) { codes, code in
      if !codes.contains(code) { codes.append(code) }
    }.joined(separator: ";")
  }

  /// The remarks of several results in one list, most severe first: each text after what it is about, and
  /// once for all results that have it.
  ///
  /// - Parameters:
  ///   - results: The remarks by the place of a result, such as the quantile of a cut-off.
  ///   - kind: What stands before one place and before several.
  /// - Returns: The remarks, each with its places.
  package static func gathered(
    _ results: [(place: String, remarks: [Remark])], kind: (one: String, many: String) = ("", "")
  ) -> [Remark] {
    var groups: [(remark: Remark, places: [String])] = []
    for (place, remarks) in results {
      for remark in remarks {
        let known = groups.firstIndex {
          $0.remark.code == remark.code && $0.remark.text == remark.text
        }
        if let known {
          groups[known].places.append(place)
        } else {
          groups.append((remark, [place]))
        }
      }
    }
    return groups.map { remark, places in
      var own = remark
      own.text =
        (places.count == 1 ? kind.one : kind.many) + places.joined(separator: ", ")
        + ": \(remark.text)"
      return own
    }.gravestFirst
  }
}

/// The value; `nil`, which JSON writes as nothing, where it is not finite.
package func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
