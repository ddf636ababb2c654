import Documents
import ScalingLaws
import Studies

/// An envelope in a terminal.
struct EnvelopeText {
  private let fit: EnvelopeFit

  init(_ fit: EnvelopeFit) {
    self.fit = fit
  }

  var lines: [String] {
    DatasetText.heading(fit.dataset) + method + [""] + stretches + refusals + [""]
      + AllocationListing(
        entries: fit.law.map { law in
          [AllocationListing.Entry(label: "\(law.pointCount) values of C", law: law)]
        } ?? []
      ).lines(level: fit.resampling.level) + law + DatasetText.assumptions(fit.dataset)
  }

  private var method: [String] {
    let identity =
      fit.runColumn.map { "runs are named by column '\($0)'" }
      ?? "no column names the run, so rows with the same N are one training curve"
    let smoothing =
      fit.smoothing > 0
      ? "smoothed by local lines over \(NumberText.significant(fit.smoothing)) decades of C"
      : "not smoothed"
    let singles =
      fit.singleCount > 0 ? "; \(fit.singleCount) runs with a single checkpoint are left out" : ""
    return [
      "  envelope: the lowest loss of \(fit.curveCount) training curves at \(fit.valuesPerDecade) "
        + "values of C per decade, interpolated linearly in log C and log L between checkpoints, "
        + "\(smoothing)",
      "  \(identity)\(singles)",
    ]
  }

  /// Neighbouring points of the same run that are used.
  private var stretches: [String] {
    // Without names, N stands for the run.
    let isNamed = fit.runColumn != nil
    var table = TextTable([.left, .right, .right, .right, .right])
    table.add([isNamed ? "run" : "", "N*", "C (FLOP)", "D*", "L*"])
    let stretches = fit.usedPoints.reduce(into: [(first: EnvelopePoint, last: EnvelopePoint)]()) {
      if $0.last?.last.run == $1.run {
        $0[$0.count - 1].last = $1
      } else {
        $0.append(($1, $1))
      }
    }
    func loss(_ value: Double) -> String { NumberText.significant(value, digits: 4) }
    for (first, last) in stretches {
      table.add([
        isNamed ? first.run : "", NumberText.count(first.parameterCount),
        span(NumberText.significant(first.compute), NumberText.significant(last.compute)),
        span(NumberText.count(first.tokenCount), NumberText.count(last.tokenCount)),
        span(loss(first.loss), loss(last.loss)),
      ])
    }
    return stretches.isEmpty ? [] : table.lines(indent: "  ")
  }

  private func span(_ first: String, _ last: String) -> String {
    first == last ? first : "\(first) to \(last)"
  }

  /// How many points are not used, by reason.
  private var refusals: [String] {
    EnvelopeRefusal.allCases.compactMap { refusal in
      let count = fit.points.count { $0.refusal == refusal }
      return count == 0
        ? nil : "  \(count) values of C not used: \(refusal.rawValue)"
    }
  }

  private var law: [String] {
    if let refusal = fit.refusal { return ["  no power law: \(refusal)"] }
    var lines: [String] = []
    if let share = fit.shareBeforeEnd, fit.runColumn != nil {
      let percent = NumberText.percent((share * 100).rounded() / 100)
      lines.append(
        "  \(percent) of these values lie before the last tenth of their run, where a decaying learning "
          + "rate would still keep the loss high")
    }
    if fit.resampling.replicateCount > 0 {
      lines.append(
        "  intervals: percentiles of \(fit.resampling.replicateCount) draws of whole runs with "
          + "replacement")
    }
    return lines
  }
}
