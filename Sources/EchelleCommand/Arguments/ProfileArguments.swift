import ArgumentParser
import ScalingLaws
import Studies

/// How IsoFLOP profiles are built and fitted.
struct ProfileArguments: ParsableArguments {
  @Option(help: "Degree of the polynomial in log N whose minimum is N*: 2 or 3.")
  var degree = 3

  @Option(
    help: ArgumentHelp(
      "How far the compute of a budget's runs may exceed the lowest, as a fraction.",
      valueName: "share"))
  var tolerance = 0.1

  @Option(
    help: ArgumentHelp(
      "Fit only models within this factor of the N of a budget's best run.", valueName: "factor"))
  var within: Double?

  @Flag(help: "Weight each optimum by the inverse variance of its log N*.")
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

  /// Refuses weights where no replicates give the variances.
  ///
  /// - Throws: `ValidationError`.
  func check(_ resampling: ResamplingArguments) throws {
    if resampling.bootstrap == 0 {
      try OptionConflict.refuse(
        ["--weighted"], with: ["--bootstrap 0"], because: "the variances come from replicates")
    }
  }

  /// The options, by name.
  static let names = ["--degree", "--tolerance", "--within", "--weighted"]

  func validate() throws {
    guard ProfileCurve(rawValue: degree) != nil else {
      throw ValidationError("--degree needs 2 for parabolas or 3 for cubics")
    }
    guard tolerance >= 0, tolerance <= 1 else {
      throw ValidationError("--tolerance needs a fraction from 0 to 1, such as 0.1")
    }
    if let within, !(within > 1 && within.isFinite) {
      throw ValidationError("--within needs a factor above 1, such as 4")
    }
  }
}
