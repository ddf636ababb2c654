import Diagnostics
import Documents
import ScalingLaws
import Statistics
import Studies

/// Why the three approaches differ on some runs: the known biases of each, with their size where these runs
/// allow an estimate.
struct ApproachRemarks {
  private let comparison: ApproachComparison

  init(_ comparison: ApproachComparison) {
    self.comparison = comparison
  }

  /// A sentence each.
  var sentences: [String] {
    [spread, envelope, profiles, tokens, parametric].compactMap { $0 }
  }

  /// The sentences, as lines of a terminal.
  var lines: [String] {
    sentences.isEmpty
      ? [] : ["  why they differ:"] + sentences.map { "    \($0)" }
  }

  /// How far the values of a lie apart, and whether their intervals overlap.
  private var spread: String? {
    let exponents = comparison.results.compactMap(\.exponents?.a)
    guard let least = exponents.map(\.value).min(), let greatest = exponents.map(\.value).max(),
      exponents.count >= 2
    else { return nil }
    let text =
      "a ranges from \(NumberText.fixed(least, decimals: 3)) to "
      + NumberText.fixed(greatest, decimals: 3)
    let intervals = exponents.compactMap(\.interval)
    guard intervals.count == exponents.count, let highestLower = intervals.map(\.lower).max(),
      let lowestUpper = intervals.map(\.upper).min()
    else { return text + "." }
    return highestLower <= lowestUpper
      ? text + "; all intervals overlap."
      : text
        + "; the intervals do not all overlap, so the choice of approach matters more than the "
        + "noise within each."
  }

  private var envelope: String? {
    guard let fit = comparison.envelope.fit, fit.law != nil, let share = fit.shareBeforeEnd else {
      return nil
    }
    let bias =
      "a learning-rate schedule that decays towards the end of a run keeps the loss high until "
      + "then. If all runs have schedules of the same length, larger models look worse than they are "
      + "at small budgets, so N* is too small at low compute and a is too large"
    guard fit.runColumn != nil else {
      return
        "Approach 1 treats rows with the same N as one training curve, because no column names the "
        + "run. If these rows are checkpoints, \(bias). If each is the end of a separate run, this bias does "
        + "not arise."
    }
    let percent = NumberText.percent((share * 100).rounded() / 100)
    return
      "Approach 1: \(percent) of the envelope lies before the last tenth of its run, and \(bias). "
      + "With a constant learning rate, this bias does not arise."
  }

  private var profiles: String? {
    let known = spelled(
      "A parabola is symmetric, so over a wide range of sizes its minimum is not that of the profile. "
        + "A cubic can be skewed, but it is also biased if the sizes span much more than a decade or lie "
        + "to one side of the optimum. If the range of sizes shifts relative to the optimum from budget "
        + "to budget, a is biased; keeping only sizes near the best run (\(.profileWindow)) reduces that "
        + "bias.")
    guard let difference = comparison.isoFLOP.curveDifference else {
      let isUsed = ProfileCurve.allCases.contains {
        comparison.isoFLOP.laws[$0]?.isEmpty == false
      }
      return isUsed ? "Approach 2: " + known : nil
    }
    let measured = IsoFLOPText.sentence(difference, resampling: comparison.isoFLOP.resampling)
    return "Approach 2: \(known) Here, \(measured)."
  }

  /// Where D is not C/(k·N), so that the approaches use different D.
  private var tokens: String? {
    let fit = comparison.isoFLOP
    guard fit.tokenSource == .given, let other = IsoFLOPText.otherTokenExponent(fit) else {
      return nil
    }
    let rest =
      comparison.parametric.fit == nil
      ? "" : " Approach 3 splits a budget by C = kND, whatever D the runs have."
    let given = [IsoFLOPText.tokens(fit)] + IsoFLOPText.tokenDeviation(fit) + [other]
    return "Approach 2: \(given.joined(separator: "; ")).\(rest)"
  }

  private var parametric: String? {
    guard comparison.parametric.fit != nil else { return nil }
    var text =
      "Approach 3 fits one law to all runs, including those far from the optimum. Where the law is "
      + "wrong there, a shifts, and its interval does not account for that."
    if let curves = comparison.envelope.fit, curves.runColumn != nil {
      text +=
        " Several rows here belong to the same training run, but the interval treats them as "
        + "independent, so it is too narrow."
    }
    return text
  }
}
