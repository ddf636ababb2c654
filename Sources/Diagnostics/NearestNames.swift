/// The likely intended names for `name`, nearest first.
///
/// Two names are near if the optimal string alignment distance between them, ignoring case
/// (insertions, deletions, substitutions and transpositions), is at most a third of
/// the length of the longer one, and at least one. Equally near names keep their order.
///
/// - Parameters:
///   - name: The given name.
///   - names: The valid names.
///   - limit: The maximum number returned.
/// - Returns: The near names; empty if none is near.
/// - Complexity: O(Σ |name|·|candidate|).
public func nearestNames(to name: String, in names: [String], limit: Int = 3) -> [String] {
  let wanted = Array(name.lowercased())
  var near: [(name: String, distance: Int)] = []
  for candidate in names {
    let letters = Array(candidate.lowercased())
    let distance = alignmentDistance(wanted, letters)
    if distance <= max(1, max(wanted.count, letters.count) / 3) {
      near.append((candidate, distance))
    }
  }
  // Swift's sort is stable, so equally near names keep their order.
  return near.sorted { $0.distance < $1.distance }.prefix(limit).map(\.name)
}

/// The optimal string alignment distance, by dynamic programming over three rows.
private func alignmentDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...b.count)
  for i in a.indices {
    var current = [i + 1]
    current.reserveCapacity(b.count + 1)
    for j in b.indices {
      var best = min(previous[j + 1], current[j]) + 1
      best = min(best, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        best = min(best, beforePrevious[j - 1] + 1)
      }
      current.append(best)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[b.count]
}
