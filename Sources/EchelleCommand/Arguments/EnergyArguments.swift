public import ArgumentParser
public import EnergyModel
import Planning
import Tables
import TrainingRuns

/// What energy is estimated with.
struct EnergyArguments: ParsableArguments {
  /// The accelerator that is taken where none is named.
  static let defaultHardware = "h100-sxm"

  /// The grid that is taken where none is named.
  static let defaultGrid = "world"

  @Option(
    help:
      "The accelerator; 'echelle hardware list' has the names. (default: \(Self.defaultHardware))")
  var hardware: String?

  @Option(help: "The precision of the bulk of the arithmetic. (default: bf16)")
  var precision: NumericPrecision?

  @Option(
    help:
      "The electricity grid; 'echelle grid list' has the names. (default: \(Self.defaultGrid))")
  var grid: String?

  @Option(
    help: "The operator whose PUE to use. (default: \(Assumption.defaultSubject))")
  var `operator`: String?

  @Option(
    help: "Model FLOP utilization, taken as exact instead of the assumed distribution.")
  var utilization: Double?

  @Option(name: .customLong("node-power"), help: "Watts of the server per accelerator, as exact.")
  var nodePower: Double?

  @Option(
    name: .customLong("node-power-fraction"), help: "Average over rated server power, as exact.")
  var nodePowerFraction: Double?

  @Option(help: "Power usage effectiveness, as exact.")
  var pue: Double?

  @Option(name: .customLong("grid-intensity"), help: "gCO2e per kWh, as exact.")
  var gridIntensity: Double?

  func validate() throws {
    try OptionConflict.refuse(
      ("--node-power", nodePower != nil),
      with: [("--node-power-fraction", nodePowerFraction != nil)],
      because: "both give the power of a node")
    try OptionConflict.refuse(
      ("--pue", pue != nil), with: [("--operator", `operator` != nil)],
      because: "both give the PUE")
  }

  /// Refuses two carbon intensities, and any in a command that reports no emissions.
  ///
  /// - Throws: `ValidationError`.
  func checkGrid(reportsEmissions: Bool = true) throws {
    let options = [("--grid", grid != nil), ("--grid-intensity", gridIntensity != nil)]
    try OptionConflict.require(
      "emissions to act on, and this command reports none", reportsEmissions, for: options)
    try OptionConflict.refuse(
      options[0], with: [options[1]], because: "both give the carbon intensity of the electricity")
  }

  /// The values that are taken as exact.
  var stated: [AssumedQuantity: Double] {
    let stated: [AssumedQuantity: Double?] = [
      .utilization: utilization, .nodePower: nodePower, .nodePowerFraction: nodePowerFraction,
      .powerUsageEffectiveness: pue, .gridIntensity: gridIntensity,
    ]
    return stated.compactMapValues { $0 }
  }

  /// The model for `accelerator`, or for the one the options name, with further values to take as exact.
  func model(
    _ tables: ReferenceTables, accelerator: String? = nil, precision: NumericPrecision? = nil,
    stated further: [AssumedQuantity: Double] = [:]
  ) throws -> TrainingEnergyModel {
    let model = try TrainingEnergyModel(
      tables: tables, accelerator: accelerator ?? hardware ?? Self.defaultHardware,
      precision: precision ?? self.precision ?? .bf16, grid: grid ?? Self.defaultGrid,
      facilityOperator: `operator` ?? Assumption.defaultSubject,
      stated: stated.merging(further) { own, _ in own })
    try checkNodePower(model)
    return model
  }

  /// Refuses servers that draw less than the accelerators in them draw when they train.
  private func checkNodePower(_ model: TrainingEnergyModel) throws {
    let share = model.acceleratorPowerFraction.quantile(0)
    guard let nodePower, let rated = model.hardware.thermalDesignPower, nodePower < share * rated
    else { return }
    throw InputError(
      location: SourceLocation(option: "--node-power"),
      what: "\(nodePower) W per accelerator is less than the accelerator itself draws",
      why:
        "in training, \(model.hardware.name) draws at least \((share * rated).rounded()) W, and its "
        + "server more",
      fix: "give the power of the server divided by the number of its accelerators")
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

  /// What serving a token takes, as calibrated on measured models.
  func serving(
    _ tables: ReferenceTables, accelerator: String? = nil, precision: NumericPrecision = .bf16,
    batch: Double = 64, outputShare: Double = 0.5
  ) throws -> Serving.Cost {
    .modelled(
      try ModelledServing(
        model: try inferenceModel(tables, accelerator: accelerator), precision: precision,
        batch: batch, outputShare: outputShare, seed: 0))
  }

  /// The same for usual use; `nil` where the accelerator lacks what it takes to say.
  func knownServing(_ tables: ReferenceTables) throws -> Serving.Cost? {
    do { return try serving(tables) } catch is InferenceError { return nil }
  }
}

extension NumericPrecision: ExpressibleByArgument {}
