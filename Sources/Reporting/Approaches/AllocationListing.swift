import Documents
import ScalingLaws
import Statistics
import Studies

/// Power laws N* ∝ C^a, D* ∝ C^b of several methods, in the forms that reports share.
struct AllocationListing {
  /// A law, with how it was found.
  struct Entry {
    var label: String
    var law: AllocationLaw
  }

  var entries: [Entry]

  /// A table with a row for a and one for b of each law, below how it was found.
  func lines(level: Double) -> [String] {
    guard !entries.isEmpty else { return [] }
    var table = TextTable([.left, .right, .right, .left, .right, .left])
    let interval = "\(NumberText.percent(level)) interval"
    table.add(["power law", "exponent", "std. error", interval, "at C₀", interval])
    for entry in entries {
      let law = entry.law
      table.addTitle(entry.label)
      add(&table, "  N* ∝ C^a", law.parameterExponent, law.parameterCount)
      add(&table, "  D* ∝ C^b", law.tokenExponent, law.tokenCount)
    }
    return table.lines(indent: "  ") + reasons + references
  }

  private func add(
    _ table: inout TextTable, _ symbol: String, _ exponent: Estimate, _ level: Estimate
  ) {
    let text = Self.figure(exponent)
    table.add([
      symbol, text(exponent.value), exponent.standardError.map(text) ?? "–",
      NumberText.interval(exponent.interval, text), NumberText.count(level.value),
      NumberText.countInterval(level.interval),
    ])
  }

  /// Why intervals are missing, or rest on fewer replicates; each reason once.
  private var reasons: [String] {
    entries.map(\.law.parameterExponent).reduce(into: [String]()) { lines, exponent in
      guard let reason = exponent.reason else { return }
      let line = exponent.interval == nil ? "  no intervals: \(reason)" : "  \(reason)"
      if !lines.contains(line) { lines.append(line) }
    }
  }

  private var references: [String] {
    var groups: [(compute: Double, labels: [String])] = []
    for entry in entries {
      let compute = entry.law.referenceCompute
      if let place = groups.firstIndex(where: { $0.compute == compute }) {
        groups[place].labels.append(entry.label)
      } else {
        groups.append((compute, [entry.label]))
      }
    }
    return groups.map { compute, labels in
      let which = groups.count == 1 ? "" : " (\(labels.joined(separator: "; ")))"
      return "  C₀ = \(NumberText.significant(compute)) FLOP, the geometric mean of the points"
        + which
    }
  }

  /// How an exponent is written: with two digits of its standard error, else with four decimals.
  static func figure(_ exponent: Estimate) -> (Double) -> String {
    let decimals = NumberText.decimals(forError: exponent.standardError) ?? 4
    return { NumberText.fixed($0, decimals: decimals) }
  }
}

extension AllocationLaw.Weighting {
  /// As it stands in a table.
  var text: String {
    switch self {
    case .equal: "equal weights"
    case .inverseVariance: "weights 1/σ²"
    }
  }
}
