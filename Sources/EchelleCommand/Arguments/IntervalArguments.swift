public import ArgumentParser
public import ScalingLaws

/// The method of the intervals of a fitted law.
struct IntervalArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Intervals of the law and what follows from it. (default: auto)",
      discussion: """
        percentile: quantiles of refits to resampled runs. bca: the same, corrected for bias and \
        skewness. wald: Student's t with standard errors from the curvature at the minimum. auto: wald \
        where fewer than 20 degrees of freedom are left and the minimum is regular, else percentile.
        """,
      valueName: "method"))
  var interval: IntervalMethod?
}

extension IntervalMethod: ExpressibleByArgument {}
