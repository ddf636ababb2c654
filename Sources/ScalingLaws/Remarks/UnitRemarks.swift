import Diagnostics
internal import Statistics
internal import TrainingRuns

/// What a bootstrap resampled, and whether the residuals contradict it.
struct UnitRemarks {
  let runs: RunTable
  /// The rows of the residuals.
  let rows: [Int]
  let units: RowUnits
  let residuals: [Double]
  let bootstrap: BootstrapSummary
  let coefficientCount: Int

  /// The probability of a false alarm in any of the columns looked at.
  private static let level = 0.005
  /// Intervals that are too narrow by less are not worth a remark.
  private static let leastErrorRatio = 1.2

  var all: [Remark] {
    bootstrap.replicates > 0 ? resampled + shared : []
  }

  private var resampled: [Remark] {
    guard bootstrap.isOfUnits, let count = bootstrap.units else { return [] }
    let values = ["units": Double(count), "rows": Double(rows.count)]
    if let shortage = bootstrap.shortage(coefficientCount: coefficientCount) {
      return [
        Remark(
          .fewUnits, .warning, shortage,
          fix: bootstrap.unit == "runs"
            ? "add runs" : "add rows with other values of \(bootstrap.unit)",
          subjects: [bootstrap.unit], values: values)
      ]
    }
    let percent = ((bootstrap.widening - 1) * 100).rounded()
    return [
      Remark(
        .resampledUnits, .note,
        "the intervals resample \(count) \(unitName), not the \(rows.count) rows"
          + (percent >= 1 ? ", and are widened by \(compact(percent)) % for so few" : ""),
        subjects: [bootstrap.unit],
        values: values.merging(["widening": bootstrap.widening]) { $1 })
    ]
  }

  private var unitName: String {
    bootstrap.unit == "runs" ? "whole runs" : "values of \(bootstrap.unit)"
  }

  /// The columns whose rows share an effect that the resampling does not cover; of nested ones, as the runs and
  /// their sizes are, that with the larger consequence.
  private var shared: [Remark] {
    let tested = columns.compactMap { column in
      effect(of: column).map { (column: column, effect: $0) }
    }
    let found = tested.filter {
      $0.effect.probability < Self.level / Double(tested.count)
        && $0.effect.errorRatio >= Self.leastErrorRatio
    }.sorted { $0.effect.errorRatio > $1.effect.errorRatio }
    var kept: [Found] = []
    for one in found where !kept.contains(where: { areNested($0.column, one.column) }) {
      kept.append(one)
    }
    return pooled(kept.filter { $0.column.resampling == nil })
      + kept.compactMap { found in
        found.column.resampling.map { clustered(found, resampling: $0) }
      }
  }

  private typealias Found = (column: Column, effect: SharedEffect)

  /// Whether every value of one column occurs with a single value of the other.
  private func areNested(_ one: Column, _ other: Column) -> Bool {
    let pairs = Set(zip(one.codes, other.codes).map { $0 * (other.count + 1) + $1 }).count
    return pairs == Set(one.codes).count || pairs == Set(other.codes).count
  }

  /// Rows of one size or run that are alike.
  private func clustered(_ found: Found, resampling: String) -> Remark {
    Remark(
      .clusteredResiduals, .warning,
      "the residuals of rows with the same \(found.column.name) are alike (intraclass correlation "
        + "\(brief(rounded(found.effect.correlation))), \(found.effect.labelCount) values), but the intervals take "
        + "\(bootstrap.isOfUnits ? unitName : "rows") as independent, so they may be too narrow by a factor "
        + "of \(brief((found.effect.errorRatio * 10).rounded() / 10))",
      fix: spelled("resample by it: \(.resampling, resampling)"), subjects: [found.column.name],
      values: [
        "correlation": found.effect.correlation, "labels": Double(found.effect.labelCount),
        "probability": found.effect.probability, "errorRatio": found.effect.errorRatio,
      ])
  }

  /// Settings that the law does not have, of which the table pools several.
  private func pooled(_ found: [Found]) -> [Remark] {
    guard let first = found.first else { return [] }
    let shares = found.map {
      "\($0.column.name) (\(compact(($0.effect.correlation * 100).rounded())) % of their variance, "
        + "\($0.effect.labelCount) values)"
    }
    let names = found.map(\.column.name)
    return [
      Remark(
        .clusteredResiduals, .warning,
        "the residuals depend on \(enumerated(shares, last: "and")), which the law does not contain: the "
          + "intervals take rows with the same value as independent",
        fix: spelled(
          "keep rows of one value with \(.filter), or fit each value: \(.grouping, first.column.name)"
        ),
        subjects: names,
        values: [
          "correlation": first.effect.correlation, "labels": Double(first.effect.labelCount),
          "probability": first.effect.probability, "errorRatio": first.effect.errorRatio,
        ])
    ]
  }

  private func rounded(_ share: Double) -> Double { (share * 100).rounded() / 100 }

  /// A column that may have a common effect.
  private struct Column {
    let name: String
    /// The unit by which it is resampled; `nil` for a setting of the runs, by which they should not be pooled.
    let resampling: String?
    /// The value of each row, from 0 in the order of first appearance.
    let codes: [Int]
    /// The number of values.
    let count: Int

    init<Value: Hashable>(_ name: String, resampling: String?, values: [Value]) {
      var known: [Value: Int] = [:]
      self.name = name
      self.resampling = resampling
      codes = values.map { value in
        if let code = known[value] { return code }
        known[value] = known.count
        return known.count - 1
      }
      count = known.count
    }
  }

  private var columns: [Column] {
    func picked<Value>(_ column: [Value]) -> [Value] { rows.map { column[$0] } }
    var columns: [Column] = []
    if let run = runs.run {
      columns.append(
        Column(
          runs.headers[.run] ?? ColumnRole.run.rawValue, resampling: ResamplingUnit.runs.name,
          values: picked(run)))
    }
    let sizes = picked(runs.parameterCount)
    if sizes.allSatisfy(\.isFinite) {
      columns.append(Column("N", resampling: "N", values: sizes))
    }
    if let family = runs.family {
      columns.append(
        Column(
          runs.headers[.family] ?? ColumnRole.family.rawValue, resampling: nil,
          values: picked(family)))
    }
    return columns + unused
  }

  /// The columns without a role, but for those that restate N, D or C.
  private var unused: [Column] {
    let scales = [runs.parameterCount, runs.tokenCount, runs.compute].map { scale in
      Column("", resampling: nil, values: rows.map { scale[$0] })
    }.filter { 2 * $0.count <= rows.count }
    return runs.unusedColumns.sorted { $0.key < $1.key }.compactMap { name, labels in
      let column = Column(name, resampling: nil, values: rows.map { labels[$0] })
      let restates = scales.contains { scale in
        Set(zip(scale.codes, column.codes).map { $0 * (column.count + 1) + $1 }).count
          == scale.count
      }
      return restates ? nil : column
    }
  }

  /// The effect of a column on the mean residuals of the units; `nil` if it divides units, or cannot be tested.
  private func effect(of column: Column) -> SharedEffect? {
    var sums = Array(repeating: 0.0, count: units.count)
    var sizes = sums
    var codes = Array(repeating: 0, count: units.count)
    for (place, unit) in units.unit.enumerated() {
      guard sizes[unit] == 0 || codes[unit] == column.codes[place] else { return nil }
      codes[unit] = column.codes[place]
      sums[unit] += residuals[place]
      sizes[unit] += 1
    }
    return SharedEffect(
      of: zip(sums, sizes).map { $0 / $1 }, labels: codes, count: column.count)
  }
}
