internal import TrainingRuns

/// Whether lower or higher values of a quantity are better.
public enum Direction: String, Sendable {
  /// Lower, as for a loss.
  case lower
  /// Higher, as for an accuracy.
  case higher

  /// The best of some values; `nil` if there are none.
  package func best(of values: [Double]) -> Double? {
    self == .lower ? values.min() : values.max()
  }
}

extension FittedLaw {
  /// Whether lower or higher values of the fitted quantity are better: lower for a loss, higher for an accuracy or a
  /// score; for anything else, the direction in which it moves with scale.
  public var direction: Direction {
    let named = law.direction(ofMetric: dataset.metric)
    return named ?? ((scaleEffect() ?? -1) > 0 ? .higher : .lower)
  }

  /// The change of the fitted quantity from the smallest to the largest of the runs'
  /// N, D and C; `nil` if it is not determined by these.
  ///
  /// - Parameter held: The values of other variables.
  /// - Returns: The change; `nil` if the law is undefined at an end.
  public func scaleEffect(holding held: [ScalingLaw.Variable: Double] = [:]) -> Double? {
    func value(_ end: (DatasetSummary.Extent) -> Double) -> Double {
      let span = dataset.span
      let extents: [(ScalingLaw.Variable, DatasetSummary.Extent?)] = [
        (.parameterCount, span.parameterCount), (.tokenCount, span.tokenCount),
        (.compute, span.compute),
      ]
      var point = held
      for (variable, extent) in extents where law.variables.contains(variable) {
        point[variable] = extent.map(end)
      }
      for case .column(let header) in law.variables where point[.column(header)] == nil {
        point[.column(header)] = runs?.variables?[header].flatMap { column in
          column.isEmpty ? nil : column.reduce(0, +) / Double(column.count)
        }
      }
      return law.value(at: point, values: values)
    }
    let effect = value(\.upper) - value(\.lower)
    return effect.isFinite ? effect : nil
  }
}

extension ScalingLaw {
  /// The better direction, judged by the quantity's name; `nil` if that is inconclusive.
  ///
  /// - Parameter metric: The column fitted instead of the loss, if the law does not name it.
  /// - Returns: The direction; `nil` if unknown.
  func direction(ofMetric metric: String? = nil) -> Direction? {
    guard opaqueResponse == nil else { return nil }
    guard let name = responseColumn ?? metric, !ColumnRole.namesLoss(name) else { return .lower }
    return namesScore(name) ? .higher : nil
  }

  /// Whether the left side of the law's equation increases with its column, as log L does and 1 − L does
  /// not.
  var leftSideGrows: Bool {
    guard hasTransformedResponse else { return true }
    // Iterated logarithms are undefined below 1, and logits above.
    for (low, high) in [(0.25, 0.75), (1.5, 3), (25, 75)] {
      let change = leftSideValue(of: high) - leftSideValue(of: low)
      if change.isFinite, change != 0 { return change > 0 }
    }
    return true
  }
}

/// Whether a column's header names a higher-is-better quantity.
func namesScore(_ header: String) -> Bool {
  let words = header.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  let names: Set<String> = [
    "accuracy", "acc", "score", "scores", "bleu", "rouge", "f1", "auc", "auroc", "reward", "elo",
    "mmlu", "winrate", "percent", "pct", "top1", "top5",
  ]
  return words.contains(where: names.contains)
}
