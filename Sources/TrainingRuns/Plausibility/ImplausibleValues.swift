internal import Diagnostics

/// Implausible values: a cell in another unit, a misplaced digit, a row of totals.
///
/// They are reported but fitted: a small or unusual experiment may have them. Columns that contradict
/// their headers are refused when the table is read; see `PlausibilityCheck`.
public struct ImplausibleValues: Sendable, Equatable {
  /// What is implausible.
  public enum Kind: String, Sendable, CaseIterable {
    /// A loss above 30 nats per token, more than a uniform guess among 10¹³ words.
    case largeLoss
    /// A loss below 0.
    case negativeLoss
    /// Fewer than 1000 parameters.
    case fewParameters
    /// Fewer tokens than a ten-thousandth of the parameters.
    case fewTokens
    /// C more than a factor of 100 from kND.
    case computeOff
    /// A value more than a factor of 1000 from every other in its column.
    case isolated
    /// A row with the sum or mean of the others.
    case total
    /// Cells with a percent sign.
    case percent
  }

  /// What is implausible.
  public var kind: Kind
  /// The affected columns, by symbol.
  public var symbols: [String]
  /// The number of affected rows.
  public var count: Int
  /// The number of the first affected row among the data rows of the file, from 1.
  public var rowNumber: Int
  /// The problem, one sentence without a full stop.
  public var text: String
  /// The remedy.
  public var fix: String
}

extension RunTable {
  /// The implausible values of some rows, one entry per kind and column.
  ///
  /// N, D and C are in parameters, tokens and FLOP, and L in nats per token unless a metric
  /// replaces it: a metric may be anything.
  ///
  /// - Parameter rows: Indices of rows.
  /// - Returns: The findings; empty if everything is plausible.
  /// - Complexity: O(rows · log rows).
  public func implausibleValues(in rows: [Int]) -> [ImplausibleValues] {
    let hasLoss = metric == nil && lossUnit.hasPrefix("nats")
    let losses = hasLoss ? [("L", loss)] : []
    let columns = [("N", parameterCount), ("D", tokenCount), ("C", compute)] + losses
    return
      (losses.flatMap { _ in implausibleLosses(rows) } + implausibleSizes(rows)
      + percentages(rows)).compactMap { $0 }
      + columns.flatMap { isolated($0.0, $0.1, rows) }
      + [totals(columns, rows)].compactMap { $0 }
  }

  private func implausibleLosses(_ rows: [Int]) -> [ImplausibleValues?] {
    let large = rows.filter { loss[$0] > PlausibleRun.largestLoss }
    let isPercent = large.count * 2 > rows.count && large.allSatisfy { loss[$0] <= 100 }
    return [
      found(.largeLoss, ["L"], large, values: loss) { count, example in
        (
          "\(count) a loss above 30 nats per token, such as \(example)"
            + (isPercent ? "; perplexities and percentages have such values" : ""),
          "check the column, and set its unit with \(.unit, of: "loss", "UNIT") or name it with "
            + "\(.metric)"
        )
      },
      found(.negativeLoss, ["L"], rows.filter { loss[$0] < 0 }, values: loss) { count, example in
        (
          "\(count) a negative loss, such as \(example)",
          "check the column, or choose it with \(.metric) if it is not a loss"
        )
      },
    ]
  }

  private func implausibleSizes(_ rows: [Int]) -> [ImplausibleValues?] {
    let factor = flopPerParameterToken
    let off = rows.filter { row in
      let ratio = compute[row] / (factor * parameterCount[row] * tokenCount[row])
      return ratio.isFinite && !PlausibleRun.computeRatios.contains(ratio)
    }
    let ratios = loss.indices.map { compute[$0] / (factor * parameterCount[$0] * tokenCount[$0]) }
    return [
      found(
        .fewParameters, ["N"], rows.filter { parameterCount[$0] < PlausibleRun.leastParameters },
        values: parameterCount
      ) { count, example in
        (
          "\(count) fewer than 1000 parameters, such as \(example)",
          "check the column N and its unit: \(.unit, of: "parameters", "UNIT")"
        )
      },
      found(
        .fewTokens, ["N", "D"],
        rows.filter { tokenCount[$0] < PlausibleRun.leastTokensPerParameter * parameterCount[$0] },
        values: tokenCount, unit: " tokens"
      ) { count, example in
        (
          "\(count) fewer than 1 token per 10 000 parameters, such as \(example)",
          "check the columns N and D and their units"
        )
      },
      found(.computeOff, ["N", "D", "C"], off, values: ratios, unit: " times it") {
        count, example in
        (
          "\(count) a C that differs from \(brief(factor))ND by more than a factor of 100, such as "
            + example, "check the columns N, D and C and their units"
        )
      },
    ]
  }

  /// Values more than a factor of 1000 from every other, in one row or at most a tenth of them.
  private func isolated(
    _ symbol: String, _ values: [Double], _ rows: [Int]
  ) -> [ImplausibleValues] {
    let sorted = rows.filter { values[$0] > 0 && values[$0].isFinite }
      .sorted { values[$0] < values[$1] }
    guard sorted.count >= 4 else { return [] }
    let far = sorted.indices.filter { place in
      let value = values[sorted[place]]
      let isAbove = place == 0 || value > PlausibleRun.isolation * values[sorted[place - 1]]
      let isBelow =
        place == sorted.count - 1
        || value * PlausibleRun.isolation < values[sorted[place + 1]]
      return isAbove && isBelow
    }
    guard far.count <= max(1, sorted.count / 10) else { return [] }
    return [
      found(.isolated, [symbol], far.map { sorted[$0] }.sorted(), values: values) {
        count, example in
        (
          "\(count) a value of \(symbol) more than a factor of 1000 from every other, such as "
            + example, "check \(far.count == 1 ? "that cell" : "those cells")"
        )
      }
    ].compactMap { $0 }
  }

  /// A row with the sum or mean of all others in two columns, or named as such.
  private func totals(_ columns: [(String, [Double])], _ rows: [Int]) -> ImplausibleValues? {
    guard rows.count >= 4 else { return nil }
    let names: Set<String> = ["total", "totals", "sum", "mean", "average", "avg", "all"]
    let texts = [run, family].compactMap { $0 }
    let labelled = rows.filter { row in
      texts.contains { names.contains($0[row].lowercased()) }
    }
    let read = columns.filter { symbol, _ in symbol != derivedRole?.symbol }.map(\.1)
      .filter { column in rows.allSatisfy { column[$0].isFinite } }
    let sums = read.map { column in rows.reduce(0) { $0 + column[$1] } }
    let others = Double(rows.count - 1)
    func isTotal(_ row: Int, of parts: Double) -> Bool {
      zip(read, sums).count { column, sum in
        let expected = (sum - column[row]) / parts
        return abs(column[row] - expected) <= 1e-4 * abs(expected)
          && rows.contains { column[$0] != column[row] }
      } >= 2
    }
    let found = rows.filter { isTotal($0, of: 1) || isTotal($0, of: others) }
    let all = Set(labelled).union(found).sorted()
    // If many rows have such a label, it is a name.
    guard let first = all.first, all.count <= max(1, rows.count / 10) else { return nil }
    return ImplausibleValues(
      kind: .total, symbols: [], count: all.count, rowNumber: rowNumber[first],
      text: "row \(rowNumber[first]) looks like the total or mean of the others, but is fitted "
        + "as a run", fix: "remove it from the table")
  }

  private func percentages(_ rows: [Int]) -> [ImplausibleValues?] {
    percentHeaders.sorted { $0.key.rawValue < $1.key.rawValue }.map { role, header in
      guard let first = rows.first, role != .loss || metric == nil else { return nil }
      return ImplausibleValues(
        kind: .percent, symbols: [role.symbol ?? ""], count: rows.count,
        rowNumber: rowNumber[first],
        text: "column '\(header)' is in percent and is converted to fractions, which is unusual "
          + "for \(role.phrase)",
        fix: spelled("check the column, or choose it with \(.metric) if it is not a loss"))
    }
  }

  private func found(
    _ kind: ImplausibleValues.Kind, _ symbols: [String], _ rows: [Int], values: [Double],
    unit: String = "",
    _ wording: (_ count: String, _ example: String) -> (text: String, fix: Phrase)
  ) -> ImplausibleValues? {
    guard let first = rows.first else { return nil }
    let (text, fix) = wording(
      rows.count == 1 ? "1 row has" : "\(rows.count) rows have",
      "\(brief(values[first]))\(unit) in row \(rowNumber[first])")
    return ImplausibleValues(
      kind: kind, symbols: symbols, count: rows.count, rowNumber: rowNumber[first], text: text,
      fix: spelled(fix))
  }
}
