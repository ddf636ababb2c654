import Documents
import ScalingLaws
import Studies

/// An envelope as a person reads it in a terminal.
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
      fit.runColumn.map { "a run is what column '\($0)' names" }
      ?? "no column names the run: rows of the same N are one training curve"
    let smoothing =
      fit.smoothing > 0
      ? "smoothed by local lines, \(NumberText.significant(fit.smoothing)) decades of C wide"
      : "not smoothed"
    let singles =
      fit.singleCount > 0 ? "; \(fit.singleCount) runs of one checkpoint are left out" : ""
    return [
      "  envelope: the lowest loss over \(fit.curveCount) training curves at \(fit.valuesPerDecade) "
        + "values of C a decade,",
      "  straight in log C and log L between checkpoints, \(smoothing); \(identity)\(singles)",
    ]
  }

  /// Neighbouring points that count, of the same run.
  private var stretches: [String] {
    var table = TextTable([.left, .right, .right, .right, .right])
    table.add(["run", "N*", "C (FLOP)", "D*", "L*"])
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
        first.run, NumberText.count(first.parameterCount),
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

  /// How many points do not count, by reason.
  private var refusals: [String] {
    EnvelopeRefusal.allCases.compactMap { refusal in
      let count = fit.points.count { $0.refusal == refusal }
      return count == 0
        ? nil : "  \(count) values of C do not count: \(refusal.rawValue)"
    }
  }

  private var law: [String] {
    if let refusal = fit.refusal { return ["  no power law: \(refusal)"] }
    var lines: [String] = []
    if let share = fit.shareBeforeEnd, fit.runColumn != nil {
      let percent = NumberText.percent((share * 100).rounded() / 100)
      lines.append(
        "  \(percent) of these values lie before the last tenth of their run, where a decaying "
          + "learning rate would still hold the loss up")
    }
    if fit.resampling.replicateCount > 0 {
      lines.append(
        "  intervals: percentiles of \(fit.resampling.replicateCount) draws of whole runs with "
          + "replacement")
    }
    return lines
  }
}
