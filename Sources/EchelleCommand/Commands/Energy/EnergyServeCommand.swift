import ArgumentParser
import EnergyModel
import Reporting
import Tables
import TrainingRuns

struct EnergyServeCommand: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Estimate the energy of serving a model: per token, query and year.",
    discussion: """
      Calibrated on measured serving configurations; covers accelerators, hosts, reserve capacity and \
      PUE. --queries-per-day adds the energy per year. --training-energy adds the number of days until \
      serving has used as much energy as training, and the serving share of the lifetime energy.

      EXAMPLES
        echelle energy serve --params 70B --chips 4xh100-sxm
        echelle energy serve --params 235B --active-params 22B --precision fp8 \\
          --chips 4
        echelle energy serve --params 8B --batch 128 --throughput 9000
        echelle energy serve --params 70B --chips 4 --queries-per-day 1M \\
          --training-energy 600MWh
      """)

  static let mainOptions = [
    "params", "active-params", "precision", "hardware", "chips", "queries-per-day",
    "training-energy", "grid", "format", "output",
  ]

  @Option(
    parsing: .unconditional, help: "N, the number of parameters, as in 70B.",
    transform: OneQuantity.init)
  var params: OneQuantity

  @Option(
    name: .customLong("active-params"), parsing: .unconditional,
    help: "Parameters active per token. (default: all)", transform: OneQuantity.init)
  var activeParams: OneQuantity?

  @Option(help: "Format of the weights.")
  var precision: NumericPrecision = .bf16

  @Option(
    help:
      "Accelerator; 'echelle hardware list' shows the names. (default: \(EnergyArguments.defaultHardware))"
  )
  var hardware: String?

  @Option(
    help: ArgumentHelp(
      "Accelerators per copy of the model, as in 4xh100-sxm. (default: 1)",
      valueName: "count[xname]"),
    transform: ChipsArgument.init)
  var chips: ChipsArgument?

  @Option(help: "Mean number of requests decoded together.")
  var batch = 64.0

  @Option(name: .customLong("input-tokens"), help: "Tokens per prompt.")
  var inputTokens = 1000.0

  @Option(name: .customLong("output-tokens"), help: "Tokens per answer.")
  var outputTokens = 500.0

  @Option(help: "Measured output tokens per second of all accelerators together.")
  var throughput: Double?

  @Option(
    name: .customLong("queries-per-day"), parsing: .unconditional,
    help: "Queries per day, as in 1M.", transform: OneQuantity.init)
  var queriesPerDay: OneQuantity?

  @Option(help: "Years in service. (default: 1)")
  var years: Double?

  @Option(
    name: .customLong("training-energy"), parsing: .unconditional,
    help: "Training energy of the model, as in 600MWh.",
    transform: { try UnitQuantityList($0, of: .energy) })
  var trainingEnergy: UnitQuantityList?

  @Option(help: "Country whose grid supplies the electricity, by code or name.")
  var grid = EnergyArguments.defaultGrid

  @Option(
    help: "Operator whose PUE to use, such as google. (default: a typical one)")
  var `operator`: String?

  @Option(help: "Fixed value of the power usage effectiveness.")
  var pue: Double?

  @Option(help: "Level of the intervals.")
  var level = 0.95

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = 0

  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("--level needs a number between 0 and 1")
    }
    if trainingEnergy?.values.count ?? 1 > 1 {
      throw ValidationError("--training-energy takes one energy, such as 600MWh")
    }
    try chips?.checkHardware()
    try OptionConflict.refuse(["--pue"], with: ["--operator"], because: "both give the PUE")
    try OptionConflict.require(
      "--queries-per-day", queriesPerDay != nil, for: ["--training-energy"])
    try OptionConflict.require("--training-energy", trainingEnergy != nil, for: ["--years"])
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let tables = try Machine.referenceTables()
      let total = params.value
      let configuration = try InferenceConfiguration(
        activeParameters: activeParams?.value ?? total, totalParameters: total,
        precision: precision, accelerators: Double(chips?.count ?? 1), batch: batch,
        outputTokens: outputTokens)
      let use = try ServingUse(
        inputTokens: inputTokens, outputTokens: outputTokens,
        queriesPerDay: queriesPerDay?.value, years: years ?? 1,
        trainingEnergy: trainingEnergy?.values[0])
      let stated: [AssumedQuantity: Double] = pue.map { [.powerUsageEffectiveness: $0] } ?? [:]
      let model = try InferenceEnergyModel(
        tables: tables,
        coefficients: try InferenceCoefficients.load(from: Machine.referencePath),
        accelerator: chips?.accelerator ?? hardware ?? EnergyArguments.defaultHardware,
        grid: grid, facilityOperator: `operator` ?? Assumption.defaultSubject,
        tokensPerSecond: throughput, stated: stated)
      NameNote.write(accelerator: chips?.accelerator ?? hardware, tables)
      NameNote.write(grid: grid, tables)
      let estimate = model.estimate(configuration, use: use, seed: seed, level: level)
      try output.write(
        InferenceReport(model: model, configuration: configuration, use: use, estimate: estimate))
    }
  }
}
