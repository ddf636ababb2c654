public import ArgumentParser
import LeastSquares
public import ScalingLaws
import Tables

/// The objective of a fit, and where its minimisations start.
struct MinimisationArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Objective: huber[:δ], huber:auto, lad, log-squares, or squares (in levels). (default: huber:1e-3)",
      discussion: """
        Residuals are log L − log L̂. huber:auto scales δ to them, to 1.345 of their robust standard \
        deviation: nearly as precise as least squares, and robust. In levels, as for an accuracy, they are L − L̂: level-huber:δ, where \
        δ has the unit of L or is auto, level-lad, and squares. huber:δ:κ and level-huber:δ:κ \
        multiply the loss of runs above the law, whose residuals are positive, by κ: 0.25 makes \
        over-estimates cost four times as much as under-estimates.
        """,
      valueName: "objective"),
    transform: fitObjective)
  var objective: FitObjective?

  @Option(
    help: "Starting points; hoffmann is the paper's grid of 4500. (default: linear)")
  var starts: StartStrategy?

  @Option(
    name: .customLong("start"),
    help: ArgumentHelp(
      "Starting point instead of --starts, as in b1=500,b2=0.0001 (repeatable).",
      discussion: """
        It gives a value to every coefficient. Several minimisations start from each point; the lowest \
        minimum found is kept.
        """,
      valueName: "name=value,…"),
    transform: coefficientValues)
  var givenStarts: [[String: Double]] = []

  @Option(
    help: ArgumentHelp(
      "Vector kernel: \(VectorKernel.available.map(\.name).joined(separator: ", ")) here. "
        + "(default: the widest)",
      valueName: "name"),
    transform: vectorKernel)
  var kernel: VectorKernel?

  func validate() throws {
    try OptionConflict.refuse(
      ["--start"], with: ["--starts"], because: "both give the starting points")
  }
}

/// Coefficients written as `b1=500,b2=0.0001`.
private func coefficientValues(_ text: String) throws -> [String: Double] {
  var values: [String: Double] = [:]
  for part in text.split(separator: ",", omittingEmptySubsequences: false) {
    guard let equals = part.firstIndex(of: "="), equals > part.startIndex,
      let value = parseQuantity(part[part.index(after: equals)...]), value.isFinite
    else {
      throw ValidationError("expected NAME=VALUE, as in b1=500,b2=0.0001, found '\(part)'")
    }
    guard values.updateValue(value, forKey: String(part[..<equals])) == nil else {
      throw ValidationError("'\(part[..<equals])' has two values")
    }
  }
  return values
}

/// The kernel called `name`.
func vectorKernel(_ name: String) throws -> VectorKernel {
  guard let kernel = VectorKernel.named(name) else {
    let known = VectorKernel.available.map(\.name).joined(separator: ", ")
    throw ValidationError("this machine has \(known)")
  }
  return kernel
}

/// The objective named by an option.
func fitObjective(_ argument: String) throws -> FitObjective {
  guard let objective = FitObjective(argument) else {
    throw ValidationError(
      argument == "level-huber"
        ? "level-huber needs δ, in the unit of the fitted quantity, as in level-huber:0.01, or auto"
        : "expected huber, huber:δ or huber:δ:κ with positive δ (or auto) and κ, lad, log-squares, "
          + "squares, level-huber:δ, level-huber:δ:κ or level-lad")
  }
  return objective
}

extension StartStrategy: ExpressibleByArgument {}
