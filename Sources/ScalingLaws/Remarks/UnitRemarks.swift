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
  private static let level = 0.01
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
      effect(of: column.labels).map { (column: column, effect: $0) }
    }
    let found = tested.filter {
      $0.effect.probability < Self.level / Double(tested.count)
        && $0.effect.errorRatio >= Self.leastErrorRatio
    }.sorted { $0.effect.errorRatio > $1.effect.errorRatio }
    var kept: [(column: Column, effect: SharedEffect)] = []
    for one in found where !kept.contains(where: { areNested($0.column, one.column) }) {
      kept.append(one)
    }
    return kept.map(remark)
  }

  /// Whether every value of one column occurs with a single value of the other.
  private func areNested(_ one: Column, _ other: Column) -> Bool {
    let pairs = Set(rows.map { [one.labels[$0], other.labels[$0]] }).count
    return pairs == Set(rows.map { one.labels[$0] }).count
      || pairs == Set(rows.map { other.labels[$0] }).count
  }

  private func remark(_ column: Column, _ effect: SharedEffect) -> Remark {
    let unit = bootstrap.isOfUnits ? unitName : "rows"
    let resample: Phrase = "resample by it: \(.resampling, column.setting)"
    let fix: Phrase =
      column.isScale
      ? resample
      : "\(resample), or fit each of its values: \(.grouping, column.setting)"
    return Remark(
      .clusteredResiduals, .warning,
      "the residuals of rows with the same \(column.name) are alike (intraclass correlation "
        + "\(brief((effect.correlation * 100).rounded() / 100)), \(effect.labelCount) values), but the intervals take "
        + "\(unit) as independent, so they may be too narrow by a factor of "
        + "\(brief((effect.errorRatio * 10).rounded() / 10))",
      fix: spelled(fix), subjects: [column.name],
      values: [
        "correlation": effect.correlation, "labels": Double(effect.labelCount),
        "probability": effect.probability, "errorRatio": effect.errorRatio,
      ])
  }

  /// A column that may have a common effect.
  private struct Column {
    let name: String
    /// The value that a setting takes for it.
    let setting: String
    /// Whether it is the size or the run, by whose values a law is not fitted separately.
    let isScale: Bool
    /// The label of each row of the table.
    let labels: [String]
  }

  private var columns: [Column] {
    let sizes = runs.parameterCount
    var columns: [Column] = []
    if rows.allSatisfy({ sizes[$0].isFinite }) {
      columns.append(
        Column(name: "N", setting: "N", isScale: true, labels: sizes.map { "\($0)" }))
    }
    if let run = runs.run {
      columns.insert(
        Column(
          name: runs.headers[.run] ?? ColumnRole.run.rawValue, setting: ResamplingUnit.runs.name,
          isScale: true, labels: run), at: 0)
    }
    if let family = runs.family {
      let header = runs.headers[.family] ?? ColumnRole.family.rawValue
      columns.append(Column(name: header, setting: header, isScale: false, labels: family))
    }
    return columns + unused
  }

  /// The columns without a role, but for those that restate N, D or C.
  private var unused: [Column] {
    let scales = [runs.parameterCount, runs.tokenCount, runs.compute]
    return runs.unusedColumns.sorted { $0.key < $1.key }.compactMap { name, labels in
      let restates = scales.contains { scale in
        let pairs = Dictionary(rows.map { (scale[$0], labels[$0]) }) { one, _ in one }
        return rows.allSatisfy { pairs[scale[$0]] == labels[$0] }
          && pairs.count < rows.count
      }
      return restates ? nil : Column(name: name, setting: name, isScale: false, labels: labels)
    }
  }

  /// The effect of a label on the mean residuals of the units; `nil` if it divides units, or cannot be tested.
  private func effect(of labels: [String]) -> SharedEffect? {
    var sums = Array(repeating: 0.0, count: units.count)
    var sizes = sums
    var names = Array(repeating: "", count: units.count)
    for (place, unit) in units.unit.enumerated() {
      let label = labels[rows[place]]
      guard !label.isEmpty, sizes[unit] == 0 || names[unit] == label else { return nil }
      names[unit] = label
      sums[unit] += residuals[place]
      sizes[unit] += 1
    }
    var known: [String: Int] = [:]
    let codes = names.map { name in
      if let code = known[name] { return code }
      known[name] = known.count
      return known.count - 1
    }
    return SharedEffect(
      of: zip(sums, sizes).map { $0 / $1 }, labels: codes, count: known.count)
  }
}
