internal import Diagnostics

/// Values that hardly any training run has: a cell in another unit, a slipped digit, a row of totals.
///
/// They are reported and fitted: a small or unusual experiment may have them. Columns that cannot be what
/// their headers say are refused when the table is read; see `PlausibilityCheck`.
public struct ImplausibleValues: Sendable, Equatable {
  /// What is implausible.
  public enum Kind: String, Sendable, CaseIterable {
    /// A loss above 30 nats per token: a uniform guess among 10¹³ words has less.
    case largeLoss
    /// A loss below 0.
    case negativeLoss
    /// Fewer than 1000 parameters.
    case fewParameters
    /// Fewer tokens than a ten-thousandth of the parameters.
    case fewTokens
    /// C more than a factor of 100 away from kND.
    case computeOff
    /// A value more than a factor of 1000 away from every other one of its column.
    case isolated
    /// A row with the sum or the mean of the others.
    case total
    /// Cells with a percent sign.
    case percent
  }

  /// What is implausible.
  public var kind: Kind
  /// The columns concerned, by symbol.
  public var symbols: [String]
  /// The number of rows concerned.
  public var count: Int
  /// The number of the first row concerned among the data rows of the file, from 1.
  public var rowNumber: Int
  /// What is the matter, in a sentence without a full stop.
  public var text: String
  /// What would mend it.
  public var fix: String
}

extension RunTable {
  /// The values of some rows that hardly any training run has, one entry a kind and column.
  ///
  /// N, D and C are taken as parameters, tokens and FLOP, and L as nats per token unless a metric stands in
  /// its place: a metric may be anything.
  ///
  /// - Parameter rows: Indices of rows.
  /// - Returns: What was found; nothing where all is plausible.
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
            + (isPercent ? "; a perplexity or a percentage has such values" : ""),
          "check the column, and say its unit with \(.unit, of: "loss", "UNIT") or name it with "
            + "\(.metric)"
        )
      },
      found(.negativeLoss, ["L"], rows.filter { loss[$0] < 0 }, values: loss) { count, example in
        (
          "\(count) a negative loss, such as \(example)",
          "check the column, or name it with \(.metric) if it is no loss"
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
          "\(count) fewer than 1 token for 10 000 parameters, such as \(example)",
          "check the columns N and D and their units"
        )
      },
      found(.computeOff, ["N", "D", "C"], off, values: ratios, unit: " times it") {
        count, example in
        (
          "\(count) a C that is more than a factor of 100 away from \(brief(factor))ND, such as "
            + example, "check the columns N, D and C and their units"
        )
      },
    ]
  }

  /// Values more than a factor of 1000 away from every other: in one row, or a tenth of them at most.
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
          "\(count) a value of \(symbol) more than a factor of 1000 away from every other, such as "
            + example, "check \(far.count == 1 ? "that cell" : "those cells")"
        )
      }
    ].compactMap { $0 }
  }

  /// A row that has the sum or the mean of all others in two columns that were read, or is called so.
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
    // Where many rows are called so, it is a name.
    guard let first = all.first, all.count <= max(1, rows.count / 10) else { return nil }
    return ImplausibleValues(
      kind: .total, symbols: [], count: all.count, rowNumber: rowNumber[first],
      text: "row \(rowNumber[first]) looks like the total or the mean of the others, and is fitted "
        + "as a run", fix: "leave it out of the table")
  }

  private func percentages(_ rows: [Int]) -> [ImplausibleValues?] {
    percentHeaders.sorted { $0.key.rawValue < $1.key.rawValue }.map { role, header in
      guard let first = rows.first, role != .loss || metric == nil else { return nil }
      return ImplausibleValues(
        kind: .percent, symbols: [role.symbol ?? ""], count: rows.count,
        rowNumber: rowNumber[first],
        text: "column '\(header)' is in percent, and is read as hundredths: \(role.phrase) "
          + "\(role == .loss ? "is" : "are") hardly ever",
        fix: spelled("check the column, or name it with \(.metric) if it is no loss"))
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
