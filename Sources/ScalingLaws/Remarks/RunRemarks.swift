import Diagnostics
internal import Statistics
internal import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Deficiencies of the runs of a fit: few values of a variable, collinear variables,
/// duplicate rows.
struct RunRemarks {
  let runs: RunTable
  /// The rows with non-zero weight that the fit uses.
  let rows: [Int]
  let law: ScalingLaw

  /// Values within this relative difference count as one level, as for sizes of one rung of a ladder.
  private static let levelWidth = 0.1
  /// The fraction of a variable's log-variance not explained by the other variables, below which
  /// it hardly varies on its own: a variance inflation factor of 100.
  private static let leastFreedom = 0.1

  /// A power law is nearly constant over a smaller range of the variable.
  private static let leastSpan = 3.0

  var all: [Remark] {
    narrowSpans + fewLevels + nearCollinear + selections + repeatedRows + implausible
  }

  /// Runs kept for their own loss.
  private var selections: [Remark] {
    runs.selections.map { selection in
      let (kept, all) = runs.counts(of: selection)
      let (what, isHighest) =
        switch selection {
        case .bestOver(let columns, let isHighest):
          ("the best over \(columns.joined(separator: ", "))", isHighest)
        case .pareto(let isHighest):
          ("those that no run with at most their compute beats", isHighest)
        }
      return Remark(
        .selectedRuns, .warning,
        "\(kept) of \(all) runs were kept for their own result, \(what): selecting "
          + "\(isHighest ? "maxima biases the fit upward" : "minima biases the loss downward"), and the "
          + "intervals do not include it",
        values: ["kept": Double(kept), "runs": Double(all)])
    }
  }

  /// Variables with such a small range that their exponent means nothing beyond it.
  private var narrowSpans: [Remark] {
    law.variables.compactMap { variable in
      let values = rows.map { runs.values(of: variable)[$0] }
      guard let needed = neededLevels(of: variable), needed > 2, let least = values.min(),
        let greatest = values.max(), least > 0, greatest < Self.leastSpan * least
      else { return nil }
      let symbol = variable.symbol
      let exponents = (law.terms ?? []).flatMap(\.factors).filter { $0.variable == variable }
      return Remark(
        .narrowSpan, .severe,
        "\(symbol) spans only a factor of \(brief(greatest / least)), over which "
          + "its power law is nearly constant",
        fix: "add runs with \(symbol) ten times smaller or larger",
        subjects: exponents.map(\.exponent), values: ["span": greatest / least])
    }
  }

  /// A power term needs one level of its variable for its amplitude, one for its exponent and one for a
  /// constant, if these are fitted, and one more to be checked.
  private var fewLevels: [Remark] {
    law.variables.compactMap { variable in
      let values = rows.map { runs.values(of: variable)[$0] }
      guard let needed = neededLevels(of: variable), values.allSatisfy({ $0 > 0 }) else {
        return nil
      }
      let count = levelCount(values)
      guard count <= needed else { return nil }
      let symbol = variable.symbol
      return Remark(
        .fewLevels, count < needed ? .severe : .note,
        "\(symbol) takes \(count) distinct values (to within 10 %): "
          + (count < needed
            ? "too few for its power law"
            : "its power law passes through them and cannot be checked"),
        fix: "add runs at more values of \(symbol); four or more are better", subjects: [symbol],
        values: ["levels": Double(count), "needed": Double(needed)])
    }
  }

  /// The number of levels of a variable that its term needs; `nil` unless it has exactly one power with a fitted
  /// exponent.
  private func neededLevels(of variable: ScalingLaw.Variable) -> Int? {
    let terms = law.terms ?? []
    let own = terms.filter { $0.factors.contains { $0.variable == variable } }
    guard own.count == 1, let factor = own[0].factors.first(where: { $0.variable == variable }),
      law.fixed[factor.exponent] == nil
    else { return nil }
    let hasConstant = terms.contains { $0.factors.isEmpty && law.fixed[$0.amplitude] == nil }
    return 1 + (law.fixed[own[0].amplitude] == nil ? 1 : 0) + (hasConstant ? 1 : 0)
  }

  private func levelCount(_ values: [Double]) -> Int {
    var count = 0
    var last = 0.0
    for value in values.sorted() where value > last * (1 + Self.levelWidth) {
      count += 1
      last = value
    }
    return count
  }

  /// Variables with nearly collinear logarithms, such as D ≈ 20 N.
  private var nearCollinear: [Remark] {
    guard law.terms != nil, law.variables.count == 2 else { return [] }
    let columns = law.variables.map { variable in rows.map { log(runs.values(of: variable)[$0]) } }
    guard let correlation = correlation(columns[0], columns[1]) else { return [] }
    let freedom = max(1 - correlation * correlation, 0).squareRoot()
    guard freedom < Self.leastFreedom else { return [] }
    let symbols = law.variables.map(\.symbol)
    let ratio = "\(symbols[1])/\(symbols[0])"
    return [
      Remark(
        .nearCollinear, .severe,
        "log \(symbols[0]) and log \(symbols[1]) are nearly collinear (correlation "
          + "\(brief(correlation))): the runs barely separate their terms",
        fix: "add runs with \(ratio) a factor of 3 or more away",
        subjects: symbols,
        values: ["correlation": correlation])
    ]
  }

  private func correlation(_ x: [Double], _ y: [Double]) -> Double? {
    let count = Double(x.count)
    let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for (a, b) in zip(x, y) {
      xx += (a - meanX) * (a - meanX)
      yy += (b - meanY) * (b - meanY)
      xy += (a - meanX) * (b - meanY)
    }
    let product = (xx * yy).squareRoot()
    return product > 0 && product.isFinite ? xy / product : nil
  }

  /// Implausible values.
  ///
  /// They do not mean that the law is undetermined.
  private var implausible: [Remark] {
    runs.implausibleValues(in: rows).map { found in
      Remark(
        .implausibleValues, .warning, found.text, fix: found.fix, subjects: found.symbols,
        values: ["rows": Double(found.count), "firstRow": Double(found.rowNumber)])
    }
  }

  /// Rows that agree in the response and every variable: duplicates, which a fit treats as independent runs.
  private var repeatedRows: [Remark] {
    let columns = law.variables.filter { $0 != .loss }.map { runs.values(of: $0) } + [runs.loss]
    var first: [[Double]: Int] = [:]
    var copies: [(row: Int, of: Int)] = []
    for row in rows {
      let key = columns.map { $0[row] }
      if let original = first[key] { copies.append((row, original)) } else { first[key] = row }
    }
    guard let example = copies.first else { return [] }
    let names = [example.of, example.row].map { runs.rowNumber[$0] }.sorted()
    return [
      Remark(
        .repeatedRows, copies.count * 2 >= rows.count ? .warning : .note,
        "\(counted(copies.count, "row duplicates another", "rows duplicate others")), such as rows "
          + "\(names[0]) and \(names[1]); the fit counts each as a run of its own",
        fix: "remove the duplicates", subjects: [],
        values: ["rows": Double(copies.count)])
    ]
  }
}

/// "1 row duplicates another", "3 rows duplicate others".
func counted(_ count: Int, _ one: String, _ many: String) -> String {
  count == 1 ? "1 \(one)" : "\(count) \(many)"
}
