internal import TrainingRuns

/// Which values of what a law is of are better.
public enum Direction: String, Sendable {
  /// Lower ones, as of a loss.
  case lower
  /// Higher ones, as of an accuracy.
  case higher

  /// The better of some values; `nil` where there are none.
  package func best(of values: [Double]) -> Double? {
    self == .lower ? values.min() : values.max()
  }
}

extension FittedLaw {
  /// Which values of what the law is of are better: lower ones of a loss, higher ones of an accuracy or a
  /// score; of anything else those to which it goes with scale, since that is what scale is for.
  public var direction: Direction {
    let named = law.direction(ofMetric: dataset.metric)
    return named ?? ((scaleEffect() ?? -1) > 0 ? .higher : .lower)
  }

  /// By how much the quantity that the law is of changes from the smallest to the largest of the runs'
  /// N, D and C; `nil` where it does not follow from these.
  ///
  /// - Parameter held: The values of other variables.
  /// - Returns: The change; `nil` where the law has no value at an end.
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
  /// Which values of what the law is of are better, by its name; `nil` where that says nothing.
  ///
  /// - Parameter metric: The column that is fitted in place of the loss, where the law does not name it.
  /// - Returns: The direction; `nil` where it is not known.
  func direction(ofMetric metric: String? = nil) -> Direction? {
    guard opaqueResponse == nil else { return nil }
    guard let name = responseColumn ?? metric, !ColumnRole.namesLoss(name) else { return .lower }
    return namesScore(name) ? .higher : nil
  }

  /// Whether the left side of the law's equation grows with the column in it, as log L does and 1 − L does
  /// not.
  var leftSideGrows: Bool {
    guard hasTransformedResponse else { return true }
    // Logarithms of logarithms have no value below 1, and logits none above.
    for (low, high) in [(0.25, 0.75), (1.5, 3), (25, 75)] {
      let change = leftSideValue(of: high) - leftSideValue(of: low)
      if change.isFinite, change != 0 { return change > 0 }
    }
    return true
  }
}

/// Whether a column's header names something of which more is better.
func namesScore(_ header: String) -> Bool {
  let words = header.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  let names: Set<String> = [
    "accuracy", "acc", "score", "scores", "bleu", "rouge", "f1", "auc", "auroc", "reward", "elo",
    "mmlu", "winrate", "percent", "pct", "top1", "top5",
  ]
  return words.contains(where: names.contains)
}
