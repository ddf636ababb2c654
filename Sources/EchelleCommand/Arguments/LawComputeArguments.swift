import ArgumentParser
import Diagnostics
import EnergyModel
import Planning
import Reporting
import ScalingLaws

/// A fitted law that gives the compute of a training run.
struct LawComputeArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Fit saved by 'echelle fit -o fit.json', or runs to fit first; gives the compute for --loss.",
      valueName: "fit"))
  var fit: String?

  @Option(
    help: ArgumentHelp(
      "Target loss under the law of --fit, at the compute optimum or at --params.",
      valueName: "loss"),
    transform: OneQuantity.init)
  var loss: OneQuantity?

  @Option(
    help: ArgumentHelp(
      "Value of another variable of the law, as in U=25e9 (repeatable).",
      valueName: "name=value"),
    transform: VariableArgument.init)
  var at: [VariableArgument] = []

  func validate() throws {
    guard (fit == nil) == (loss == nil) else {
      throw ValidationError("--fit and --loss go together, as in --fit fit.json --loss 2.1")
    }
    try OptionConflict.require("--fit", fit != nil, for: ["--at"])
  }

  /// Refuses options of the run that the law replaces.
  ///
  /// - Throws: `ValidationError`.
  func check() throws {
    guard fit != nil else { return }
    try OptionConflict.refuse(
      ["--compute", "--tokens", "--active-params", "--layers", "--gpu-hours", "--codecarbon"],
      with: ["--fit"], because: "the law gives the compute")
  }

  /// The compute that reaches the loss; `nil` without a law.
  func compute(
    _ training: TrainingRunArguments, _ energy: EnergyArguments, _ tables: ReferenceTables
  ) async throws -> LawCompute? {
    guard let fit, let loss else { return nil }
    let fits = try await FitSource(
      path: fit, law: try LawArguments.parse([]), reading: try ReadingArguments.parse([]),
      fitting: try FittingArguments.parse([])
    ).fits()
    guard let fitted = fits.first, fits.count == 1 else {
      throw Diagnostic(
        origin: Origin(file: fit), what: "expected one fit, found \(fits.count)",
        why: "the compute comes from a single law", fix: "save the fit of one group separately")
    }
    return try Planner(
      fit: fitted, energyModel: try energy.model(tables, accelerator: training.chips?.accelerator),
      holding: try VariableArgument.values(at, of: fitted.law)
    ).compute(reaching: loss.value, parameterCount: training.params?.value)
  }
}
