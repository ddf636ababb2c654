import Diagnostics
import Documents
import ScalingLaws
import Statistics
import Studies

/// Why the three approaches differ on some runs: what is known of each, with its size where these runs
/// let it be measured.
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
      ? [] : ["  why they differ:"] + sentences.flatMap { Self.wrapped($0, indent: "    ") }
  }

  /// How far the values of a lie apart, and whether their intervals have a value in common.
  private var spread: String? {
    let exponents = comparison.results.compactMap(\.exponents?.a)
    guard let least = exponents.map(\.value).min(), let greatest = exponents.map(\.value).max(),
      exponents.count >= 2
    else { return nil }
    let text =
      "a runs from \(NumberText.fixed(least, decimals: 3)) to "
      + NumberText.fixed(greatest, decimals: 3)
    let intervals = exponents.compactMap(\.interval)
    guard intervals.count == exponents.count, let highestLower = intervals.map(\.lower).max(),
      let lowestUpper = intervals.map(\.upper).min()
    else { return text + "." }
    return highestLower <= lowestUpper
      ? text + "; all intervals have values in common."
      : text + "; the intervals have no value in common, so the choice of approach matters more "
        + "than the noise within any."
  }

  private var envelope: String? {
    guard let fit = comparison.envelope.fit, fit.law != nil, let share = fit.shareBeforeEnd else {
      return nil
    }
    let bias =
      "a schedule that lowers the learning rate towards the end of a run holds the loss up "
      + "before it. Where all runs have schedules of the same length, that hides how good small "
      + "budgets' larger models are, so N* at low compute is too small and a too large"
    guard fit.runColumn != nil else {
      return
        "Approach 1 takes rows of the same N for one training curve, as no column names the run. "
        + "Where they are checkpoints, \(bias); where each is the end of a run of its own, that bias "
        + "is absent."
    }
    let percent = NumberText.percent((share * 100).rounded() / 100)
    return
      "Approach 1: \(percent) of the envelope lies before the last tenth of its run, and \(bias). "
      + "With a constant learning rate that bias is absent."
  }

  private var profiles: String? {
    let known = spelled(
      "A parabola cannot lean, and over a wide range of sizes its minimum is not that of the profile; "
        + "a cubic leans, but errs too where the sizes span much more than a decade, or lie to one side "
        + "of the optimum. Where the middle of the sizes drifts against the optimum from budget to "
        + "budget, a is biased; fewer sizes, near the best run (\(.profileWindow)), lessen it.")
    guard let difference = comparison.isoFLOP.curveDifference else {
      let isUsed = ProfileCurve.allCases.contains {
        comparison.isoFLOP.laws[$0]?.isEmpty == false
      }
      return isUsed ? "Approach 2: " + known : nil
    }
    let measured = IsoFLOPText.sentence(difference, resampling: comparison.isoFLOP.resampling)
    return "Approach 2: \(known) Here, \(measured)."
  }

  /// Where D is not C/(k·N), so that approaches take it from different places.
  private var tokens: String? {
    let fit = comparison.isoFLOP
    guard fit.tokenSource == .given, let other = IsoFLOPText.otherTokenExponent(fit) else {
      return nil
    }
    let rest =
      comparison.parametric.fit == nil
      ? "" : " Approach 3 divides a budget by C = kND, whatever D the runs have."
    let given = [IsoFLOPText.tokens(fit)] + IsoFLOPText.tokenDeviation(fit) + [other]
    return "Approach 2: \(given.joined(separator: "; ")).\(rest)"
  }

  private var parametric: String? {
    guard comparison.parametric.fit != nil else { return nil }
    var text =
      "Approach 3 puts one form on all runs, far from the optimum too; what the form gets "
      + "wrong there moves a, and its interval does not count that."
    if let curves = comparison.envelope.fit, curves.runColumn != nil {
      text +=
        " Several rows here are of the same training run: the interval takes them for "
        + "independent runs, and is too narrow."
    }
    return text
  }

  /// `text` in lines of at most 100 characters.
  private static func wrapped(_ text: String, indent: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, indent.count + line.count + 1 + word.count > 100 {
        lines.append(indent + line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    return lines + [indent + line]
  }
}
