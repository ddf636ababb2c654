/// The positions of each group's coefficients among those of a joint law.
///
/// Coefficients keep the order of the law; an unshared one occurs once per group:
/// E, A[dense], A[sparse], B, α, β.
struct JointLayout: Sendable {
  /// The symbols of all coefficients: `A[dense]` for a group's own.
  let symbols: [String]
  /// For each group, the index of each of its coefficients.
  let places: [[Int]]

  /// The layout for coefficients `symbols` of groups `labels`, of which those in `shared` have one
  /// value for all groups.
  init(_ symbols: [String], shared: Set<String>, labels: [String]) {
    var all: [String] = []
    var places = Array(repeating: [Int](), count: labels.count)
    for symbol in symbols {
      let isShared = shared.contains(symbol)
      for (group, label) in labels.enumerated() {
        if group == 0 || !isShared { all.append(isShared ? symbol : "\(symbol)[\(label)]") }
        places[group].append(all.count - 1)
      }
    }
    self.symbols = all
    self.places = places
  }

  /// The total number of coefficients.
  var count: Int { symbols.count }

  /// The values of one group's coefficients.
  func values(of group: Int, in values: [Double]) -> [Double] {
    places[group].map { values[$0] }
  }

  /// The values of all coefficients from those of each group, averaging shared ones.
  func joining(_ values: [[Double]]) -> [Double] {
    var sums = Array(repeating: 0.0, count: count)
    var counts = sums
    for (places, own) in zip(places, values) {
      for (place, value) in zip(places, own) {
        sums[place] += value
        counts[place] += 1
      }
    }
    return zip(sums, counts).map { $0 / $1 }
  }
}
