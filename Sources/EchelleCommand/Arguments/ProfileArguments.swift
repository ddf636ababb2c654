import ArgumentParser
import ScalingLaws
import Studies

/// How IsoFLOP profiles are made and fitted.
struct ProfileArguments: ParsableArguments {
  @Option(help: "The degree of the polynomial in log N whose minimum is N*: 3 or 2.")
  var degree = 3

  @Option(
    help: ArgumentHelp(
      "How far the compute of a budget's runs may lie above the least of them.",
      valueName: "share"))
  var tolerance = 0.1

  @Option(
    help: ArgumentHelp(
      "Fit only models within this factor of the N of a budget's best run.", valueName: "factor"))
  var within: Double?

  @Flag(help: "Weigh each optimum by the inverse of the variance of its log N* in the power laws.")
  var weighted = false

  /// A fitter with these options.
  func fitter(_ resampling: ResamplingArguments) -> IsoFLOPFitter {
    var options = IsoFLOPOptions()
    options.curve = ProfileCurve(rawValue: degree) ?? .cubic
    options.tolerance = tolerance
    if let within { options.window = within }
    options.weighting = weighted ? .inverseVariance : .equal
    options.resampling = resampling.options()
    return IsoFLOPFitter(options: options)
  }

  /// Refuses weights that there are no replicates to find.
  ///
  /// - Throws: `ValidationError`.
  func check(_ resampling: ResamplingArguments) throws {
    if resampling.bootstrap == 0 {
      try refuseIdle(["--weighted"], "with --bootstrap 0: the variances are those of replicates")
    }
  }

  /// The options that were given, by name.
  var given: [String] {
    let options: [(String, Bool)] = [
      ("--degree", degree != 3), ("--tolerance", tolerance != 0.1), ("--within", within != nil),
      ("--weighted", weighted),
    ]
    return options.filter(\.1).map(\.0)
  }

  func validate() throws {
    guard ProfileCurve(rawValue: degree) != nil else {
      throw ValidationError("--degree needs 2 for parabolas or 3 for cubics")
    }
    guard tolerance >= 0, tolerance <= 1 else {
      throw ValidationError("--tolerance needs a share from 0 to 1, such as 0.1")
    }
    if let within, !(within > 1 && within.isFinite) {
      throw ValidationError("--within needs a factor above 1, such as 4")
    }
  }
}
