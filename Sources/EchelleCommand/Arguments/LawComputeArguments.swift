import ArgumentParser
import EnergyModel
import Planning
import Reporting
import ScalingLaws
import Tables

/// A fitted law that tells the compute of a training run.
struct LawComputeArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file written by 'echelle fit --format json', or runs to fit first: the law that tells the "
        + "compute, with its draws, for --loss.", valueName: "fit"))
  var fit: String?

  @Option(
    help: ArgumentHelp(
      "The loss to reach by the law of --fit: at the compute optimum, or with --params parameters.",
      valueName: "loss"),
    transform: OneQuantity.init)
  var loss: OneQuantity?

  @Option(
    help: ArgumentHelp(
      "A variable of the law other than N and D, as in U=25e9 (repeatable).",
      valueName: "name=value"),
    transform: VariableArgument.init)
  var at: [VariableArgument] = []

  func validate() throws {
    guard (fit == nil) == (loss == nil) else {
      throw ValidationError("--fit and --loss go together, as in --fit fit.json --loss 2.1")
    }
    guard fit != nil || at.isEmpty else {
      throw ValidationError("--at goes with --fit, whose law has the variable")
    }
  }

  /// Refuses what the law tells, told of `training` by itself.
  func check(_ training: TrainingRunArguments) throws {
    let others: [(String, Bool)] = [
      ("--compute", training.compute != nil), ("--tokens", training.tokens != nil),
      ("--active-params", training.activeParams != nil), ("--layers", training.layers != nil),
      ("--gpu-hours", training.gpuHours != nil), ("--codecarbon", training.codecarbon != nil),
    ]
    if fit != nil, let (option, _) = others.first(where: \.1) {
      throw ValidationError("\(option) says what --fit and --loss tell; leave out one of them")
    }
  }

  /// The compute that the loss takes; `nil` where no law is given.
  func compute(
    _ training: TrainingRunArguments, _ energy: EnergyArguments, _ tables: ReferenceTables
  ) async throws -> LawCompute? {
    guard let fit, let loss else { return nil }
    let fits = try await FitSource(
      path: fit, law: try LawArguments.parse([]), reading: try ReadingArguments.parse([]),
      fitting: try FittingArguments.parse([])
    ).fits()
    guard let fitted = fits.first, fits.count == 1 else {
      throw InputError(
        location: SourceLocation(file: fit), what: "there are \(fits.count) fits in it",
        why: "the compute is that of one law", fix: "save the fit of one group by itself")
    }
    return try Planner(
      fit: fitted, energyModel: try energy.model(tables),
      holding: try VariableArgument.values(at, of: fitted.law)
    ).compute(reaching: loss.value, parameterCount: training.params?.value)
  }
}
