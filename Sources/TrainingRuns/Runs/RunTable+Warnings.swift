import Diagnostics
import Escaping

extension RunTable {
  /// Warnings about fitting the runs as they are.
  ///
  /// - Parameter evaluations: The column that may name the evaluation data, with its texts.
  /// - Returns: One sentence each.
  func findWarnings(evaluations: (header: String, texts: [String])?) -> [String] {
    repetition().map { [$0] } ?? []
      + (evaluations.flatMap { mixedLosses($0.header, $0.texts) }.map { [$0] } ?? [])
      + (groupsLost().map { [$0] } ?? [])
  }

  /// The warning that groups are missing from ``groups()`` because all their rows are unusable.
  private func groupsLost() -> String? {
    let left = Set((group ?? []).map(ExactText.init))
    let lost = excluded.filter { rows in
      guard case .invalid = rows.cause, let group = rows.group else { return false }
      return !left.contains(ExactText(group))
    }
    let names = Set(lost.compactMap(\.group).map(ExactText.init)).sorted().map {
      $0.text.escapingControlCharacters()
    }
    guard !names.isEmpty else { return nil }
    return "no row is left of \(names.count == 1 ? "the group" : "the groups") \(listed(names)): "
      + "\(counted(lost.rowCount, "row")) with an unusable cell"
  }

  /// The warning that many rows duplicate the N, D and L of an earlier one, as in a table with a dataset twice.
  ///
  /// Fewer than three rows, or a tenth of all, may be coincidence: figures are rounded.
  private func repetition() -> String? {
    var first: [Point: Int] = [:]
    var repeated: [(row: Int, of: Int)] = []
    for row in 0..<count {
      let point = self.point(row)
      if let other = first[point] { repeated.append((row, other)) } else { first[point] = row }
    }
    guard repeated.count >= 3, repeated.count * 10 >= count, let example = repeated.first else {
      return nil
    }
    let names = [family, run, group].lazy.compactMap { $0 }
      .first { $0[example.row] != $0[example.of] }
    func place(_ row: Int) -> String {
      "row \(rowNumber[row])" + (names.map { " ('\($0[row].escapingControlCharacters())')" } ?? "")
    }
    return spelled(
      "\(repeated.count) of \(counted(count, "row")) repeat the N, D and L of an earlier row "
        + "(\(place(example.row)) those of \(place(example.of))): duplicate runs make intervals "
        + "too narrow; exclude them with \(.filter)")
  }

  /// The warning that losses on different data are mixed: the same N and D occur under several names.
  private func mixedLosses(_ header: String, _ texts: [String]) -> String? {
    var data: [Point: Set<ExactText>] = [:]
    for row in 0..<count {
      data[Point(parameters: parameterCount[row], tokens: tokenCount[row], loss: 0), default: []]
        .insert(ExactText(texts[row]))
    }
    let mixed = data.values.reduce(into: Set<ExactText>()) { if $1.count > 1 { $0.formUnion($1) } }
    guard !mixed.isEmpty, let example = mixed.min() else { return nil }
    let names = listed(mixed.sorted().map { $0.text.escapingControlCharacters() })
    return spelled(
      "losses on different data are fitted together: the same N and D occur with several of \(names) in column "
        + "'\(header)'; choose with \(.filter, name: "\(header) == \"\(example)\""), or fit each with "
        + "\(.grouping, name: header)")
  }

  fileprivate func point(_ row: Int) -> Point {
    Point(parameters: parameterCount[row], tokens: tokenCount[row], loss: loss[row])
  }

  /// Whether a column with this header may name the evaluation data.
  static func namesEvaluation(_ header: String) -> Bool {
    let words = HeaderPattern.words(of: header).map { $0.lowercased() }
    let data: Set<String> = [
      "set", "evalset", "testset", "dataset", "data", "corpus", "split", "domain", "task",
      "benchmark",
    ]
    let measures: Set<String> = ["eval", "evaluation", "val", "validation", "test", "heldout"]
    let others = words.filter { !data.contains($0) && !measures.contains($0) }
    return others.isEmpty && words.contains(where: data.contains)
  }
}

/// The coordinates of a run.
private struct Point: Hashable {
  var parameters: Double
  var tokens: Double
  var loss: Double
}

extension Collection where Element == RunTable {
  /// Warnings about tables with the same runs under another name, one sentence each.
  ///
  /// Half of the smaller table suffices.
  public func sharedRuns() -> [String] {
    var sentences: [String] = []
    let sets = map { table in (table, Set((0..<table.count).map(table.point))) }
    for (place, (table, points)) in sets.enumerated() {
      for (other, otherPoints) in sets.prefix(place) where table.name != other.name {
        let shared = points.intersection(otherPoints).count
        guard shared >= 3, shared * 2 >= Swift.min(points.count, otherPoints.count) else {
          continue
        }
        sentences.append(
          "\(table.printableName) and \(other.printableName) share \(shared) runs (same N, D and L): "
            + "they are not independent evidence")
      }
    }
    return sentences
  }
}
