import ArgumentParser
import ScalingLaws
import Studies

/// How the envelope of training curves is built.
struct CurveArguments: ParsableArguments {
  @Option(
    name: .customLong("values-per-decade"),
    help: ArgumentHelp("Values of C per decade.", valueName: "count"))
  var valuesPerDecade = 50

  @Option(
    help: ArgumentHelp(
      "Width of the local linear smoothing of each curve, in decades of C; 0 for none.",
      valueName: "decades"))
  var smoothing = 0.0

  /// A fitter with these options.
  func fitter(_ resampling: ResamplingArguments) -> EnvelopeFitter {
    var options = EnvelopeOptions()
    options.valuesPerDecade = valuesPerDecade
    options.smoothing = smoothing
    options.resampling = resampling.options()
    return EnvelopeFitter(options: options)
  }

  func validate() throws {
    guard (1...1000).contains(valuesPerDecade) else {
      throw ValidationError("--values-per-decade needs a whole number from 1 to 1000")
    }
    guard smoothing >= 0, smoothing <= 1 else {
      throw ValidationError("--smoothing needs a width from 0 to 1 decade, such as 0.05")
    }
  }
}
