public import ArgumentParser
import Diagnostics
public import EnergyModel
import Planning
import TrainingRuns

/// The hardware and assumptions behind an energy estimate.
struct EnergyArguments: ParsableArguments {
  /// The default accelerator.
  static let defaultHardware = "h100-sxm"

  /// The default grid.
  static let defaultGrid = "world"

  @Option(
    help:
      "Accelerator; 'echelle hardware list' shows the names. (default: \(Self.defaultHardware))")
  var hardware: String?

  @Option(help: "Precision of most of the arithmetic. (default: bf16)")
  var precision: NumericPrecision?

  @Option(
    help:
      "Country whose grid supplies the electricity, by code or name. (default: \(Self.defaultGrid))"
  )
  var grid: String?

  @Option(
    help: "Operator whose PUE to use, such as google. (default: a typical one)")
  var `operator`: String?

  @Option(
    help: "Fixed value of the model FLOP utilization.")
  var utilization: Double?

  @Option(
    name: .customLong("node-power"),
    help: "Fixed server power per accelerator, in watts.")
  var nodePower: Double?

  @Option(
    name: .customLong("node-power-fraction"),
    help: "Fixed ratio of average to rated server power.")
  var nodePowerFraction: Double?

  @Option(help: "Fixed value of the power usage effectiveness.")
  var pue: Double?

  @Option(
    name: .customLong("grid-intensity"), help: "Fixed carbon intensity, in gCO2e/kWh.")
  var gridIntensity: Double?

  /// The names of the options.
  static let options = [
    "--hardware", "--precision", "--grid", "--operator", "--utilization", "--node-power",
    "--node-power-fraction", "--pue", "--grid-intensity",
  ]

  func validate() throws {
    try OptionConflict.refuse(
      ["--node-power"], with: ["--node-power-fraction"], because: "both give the power of a node")
    try OptionConflict.refuse(["--pue"], with: ["--operator"], because: "both give the PUE")
  }

  /// Refuses two carbon intensities, and any at all in a command that reports no emissions.
  ///
  /// - Throws: `ValidationError`.
  func checkGrid(reportsEmissions: Bool = true) throws {
    if !reportsEmissions {
      try OptionConflict.refuseIdle(
        ["--grid", "--grid-intensity"], because: "this command does not report emissions")
    }
    try OptionConflict.refuse(
      ["--grid"], with: ["--grid-intensity"], because: "both give the carbon intensity")
  }

  /// The fixed values.
  var stated: [AssumedQuantity: Double] {
    let stated: [AssumedQuantity: Double?] = [
      .utilization: utilization, .nodePower: nodePower, .nodePowerFraction: nodePowerFraction,
      .powerUsageEffectiveness: pue, .gridIntensity: gridIntensity,
    ]
    return stated.compactMapValues { $0 }
  }

  /// The model for `accelerator`, or for the one the options name, with further fixed values.
  func model(
    _ tables: ReferenceTables, accelerator: String? = nil, precision: NumericPrecision? = nil,
    stated further: [AssumedQuantity: Double] = [:]
  ) throws -> TrainingEnergyModel {
    let model = try TrainingEnergyModel(
      tables: tables, accelerator: accelerator ?? hardware ?? Self.defaultHardware,
      precision: precision ?? self.precision ?? .bf16, grid: grid ?? Self.defaultGrid,
      facilityOperator: `operator` ?? Assumption.defaultSubject,
      stated: stated.merging(further) { own, _ in own })
    NameNote.write(accelerator: accelerator ?? hardware, tables)
    NameNote.write(grid: grid, tables)
    try checkNodePower(model)
    return model
  }

  /// Refuses servers that draw less power than their accelerators do in training.
  private func checkNodePower(_ model: TrainingEnergyModel) throws {
    let share = model.acceleratorPowerFraction.quantile(0)
    guard let nodePower, let rated = model.hardware.thermalDesignPower, nodePower < share * rated
    else { return }
    throw Diagnostic(
      origin: Origin(option: "--node-power"),
      what: "\(nodePower) W per accelerator is less than the accelerator itself draws",
      why:
        "in training, \(model.hardware.name) draws at least \((share * rated).rounded()) W, and its "
        + "server more",
      fix: "pass the power of the server divided by the number of its accelerators")
  }

  /// The model of inference for `accelerator`, or for the one the options name.
  func inferenceModel(
    _ tables: ReferenceTables, accelerator: String? = nil
  ) throws -> InferenceEnergyModel {
    try InferenceEnergyModel(
      tables: tables,
      coefficients: try InferenceCoefficients.load(from: Machine.referencePath),
      accelerator: accelerator ?? hardware ?? Self.defaultHardware,
      grid: grid ?? Self.defaultGrid,
      facilityOperator: `operator` ?? Assumption.defaultSubject,
      stated: pue.map { [.powerUsageEffectiveness: $0] } ?? [:])
  }

  /// The cost of serving a token, calibrated on measured models.
  func serving(
    _ tables: ReferenceTables, accelerator: String? = nil, precision: NumericPrecision = .bf16,
    batch: Double = 64, outputShare: Double = 0.5
  ) throws -> Serving.Cost {
    .modelled(
      try ModelledServing(
        model: try inferenceModel(tables, accelerator: accelerator), precision: precision,
        batch: batch, outputShare: outputShare, seed: 0))
  }

  /// The same for typical use; `nil` where the accelerator lacks the data for it.
  func knownServing(_ tables: ReferenceTables) throws -> Serving.Cost? {
    do { return try serving(tables) } catch is InferenceError { return nil }
  }
}

extension NumericPrecision: ExpressibleByArgument {}
