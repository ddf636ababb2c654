import Escaping
internal import Statistics
internal import Tables

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension FittedLaw {
  /// The outliers, by name; `nil` if there are none.
  ///
  /// A run is an outlier if its residual exceeds ten times the robust standard deviation of all, 1.4826
  /// times the median of |r|; noise of any common kind stays below.
  var outlierRemark: Remark? {
    let scale = robustScale(of: residuals)
    guard let runs, scale > 0 else { return nil }
    let far = residuals.indices.filter { abs(residuals[$0]) > Self.farScales * scale }
      .sorted { abs(residuals[$0]) > abs(residuals[$1]) }
    guard let worst = far.first else { return nil }
    let names = far.prefix(3).map { index in
      "row \(runs.row[index])"
        + (runs.name.map { " (\($0[index].cut(to: 60).escapingControlCharacters()))" } ?? "")
    }
    let more = far.count > names.count ? " and \(far.count - names.count) more" : ""
    let size =
      objective.space == "log"
      ? "the observed value is \(brief(exp(residuals[worst]))) times the fitted one"
      : "its residual is \(brief(residuals[worst]))"
    return Remark(
      .outliers, abs(residuals[worst]) > 3 * Self.farScales * scale ? .warning : .note,
      "\(names.joined(separator: ", "))\(more) \(far.count == 1 ? "lies" : "lie") far from the law: "
        + (far.count == 1 ? size : "at row \(runs.row[worst]) \(size)"),
      fix: "check those rows, or exclude them", subjects: Array(names),
      values: ["runs": Double(far.count)])
  }

  private static let farScales = 10.0
}
