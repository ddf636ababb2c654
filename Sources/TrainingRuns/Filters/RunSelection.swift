import Diagnostics
import Escaping

/// A rule that keeps runs by their own loss.
///
/// A minimum over several runs lies below what another run at the same settings should reach, so a fit to
/// the runs kept says that they were selected.
public enum RunSelection: Sendable, Equatable {
  /// Of the runs that agree in all settings but some columns, the one with the best loss.
  case bestOver([String], isHighest: Bool)
  /// The runs that no run with at most their compute beats.
  case pareto(isHighest: Bool)

  /// Why the other runs are left out.
  public var reason: String {
    switch self {
    case .bestOver(let columns, let isHighest):
      "not the \(isHighest ? "highest" : "lowest") over \(enumerated(columns))"
    case .pareto: "beaten by a run with no more compute"
    }
  }
}

extension RunTable {
  /// The number of runs that a selection kept, of those that it had.
  public func counts(of selection: RunSelection) -> (kept: Int, of: Int) {
    var kept = count
    for later in selections.reversed() {
      let left = excluded.filter { $0.cause == .subset(later.reason) }.rowCount
      if later == selection { return (kept, kept + left) }
      kept += left
    }
    return (kept, kept)
  }

  /// The runs that `selection` keeps; those of different groups do not compete.
  ///
  /// - Parameters:
  ///   - selection: The rule.
  ///   - ignoresFamily: Whether runs of different families compete.
  /// - Returns: The runs kept, with the others among the excluded rows.
  /// - Complexity: O(rows · log rows).
  func selecting(_ selection: RunSelection, ignoresFamily: Bool = false) -> RunTable {
    let rows =
      switch selection {
      case .bestOver(_, let isHighest): best(isHighest: isHighest, ignoresFamily: ignoresFamily)
      case .pareto(let isHighest): undominated(isHighest: isHighest)
      }
    var table = subset(rows.sorted(), because: selection.reason)
    table.selections.append(selection)
    return table
  }

  /// What runs agree in that differ only in swept columns.
  private struct Settings: Hashable {
    let numbers: [UInt64]
    let labels: [ExactText]
  }

  /// The best of the runs with the same settings, the first in the file of equally good ones.
  private func best(isHighest: Bool, ignoresFamily: Bool) -> [Int] {
    let numbers =
      [parameterCount, tokenCount, compute]
      + variables.sorted { $0.key < $1.key }.map(\.value)
    let labels = [group, ignoresFamily ? nil : family].compactMap { $0 }
    var found: [Settings: Int] = [:]
    for row in 0..<count {
      let settings = Settings(
        numbers: numbers.map { $0[row].bitPattern }, labels: labels.map { ExactText($0[row]) })
      guard let other = found[settings] else {
        found[settings] = row
        continue
      }
      if isHighest ? loss[row] > loss[other] : loss[row] < loss[other] { found[settings] = row }
    }
    return Array(found.values)
  }

  /// The runs than which no other of their group is better with at most their compute.
  private func undominated(isHighest: Bool) -> [Int] {
    let labels = group.map { group in (0..<count).map { ExactText(group[$0]) } }
    let groups = Dictionary(grouping: 0..<count) { labels?[$0] }
    let cost = isHighest ? loss.map { -$0 } : loss
    return groups.values.flatMap { rows in
      let sorted = rows.sorted {
        compute[$0] == compute[$1] ? cost[$0] < cost[$1] : compute[$0] < compute[$1]
      }
      var least = Double.infinity
      return sorted.filter { row in
        guard cost[row] <= least else { return false }
        least = cost[row]
        return true
      }
    }
  }
}
