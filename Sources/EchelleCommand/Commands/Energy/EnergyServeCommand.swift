import ArgumentParser
import EnergyModel
import Reporting
import Tables
import TrainingRuns

struct EnergyInferenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inference",
    abstract: "Estimate the energy of serving a model: per token, per query, per year.",
    discussion: """
      Calibrated on measured serving configurations; accelerators, hosts, reserve and PUE are counted. \
      With --queries-per-day the energy of a year is told, and with --training-energy the day on which \
      serving has taken as much as training, and its share of the lifetime.

      EXAMPLES
        echelle energy inference --params 70B --accelerators 4
        echelle energy inference --params 235B --active-params 22B --precision fp8 --accelerators 4
        echelle energy inference --params 8B --batch 128 --throughput 9000
        echelle energy inference --params 70B --accelerators 4 --queries-per-day 1M --training-energy 600MWh
      """)

  @Option(
    parsing: .unconditional, help: "All parameters of the model, as in 70B.",
    transform: OneQuantity.init)
  var params: OneQuantity

  @Option(
    name: .customLong("active-params"), parsing: .unconditional,
    help: "The parameters that a token uses; all unless said.", transform: OneQuantity.init)
  var activeParams: OneQuantity?

  @Option(help: "The format of the weights.")
  var precision: NumericPrecision = .bf16

  @Option(help: "The accelerator; 'echelle hardware list' has the names.")
  var hardware = "h100-sxm"

  @Option(help: "How many accelerators serve one copy of the model.")
  var accelerators = 1.0

  @Option(help: "How many requests are decoded together, on average.")
  var batch = 64.0

  @Option(name: .customLong("input-tokens"), help: "Tokens of a prompt.")
  var inputTokens = 1000.0

  @Option(name: .customLong("output-tokens"), help: "Tokens of an answer.")
  var outputTokens = 500.0

  @Option(help: "Output tokens per second of all accelerators together, where it is known.")
  var throughput: Double?

  @Option(
    name: .customLong("queries-per-day"), parsing: .unconditional, help: "Queries a day, as in 1M.",
    transform: OneQuantity.init)
  var queriesPerDay: OneQuantity?

  @Option(help: "For how many years the model is used. (default: 1)")
  var years: Double?

  @Option(
    name: .customLong("training-energy"), parsing: .unconditional,
    help: "The energy of training the model, as in 600MWh.",
    transform: { try UnitQuantityList($0, of: .energy) })
  var trainingEnergy: UnitQuantityList?

  @Option(help: "The electricity grid; 'echelle grid list' has the names.")
  var grid = "world"

  @Option(
    help: "The operator whose PUE to use. (default: \(Assumption.defaultSubject))")
  var `operator`: String?

  @Option(help: "Power usage effectiveness, as exact.")
  var pue: Double?

  @Option(help: "The level of the intervals.")
  var level = 0.95

  @Option(help: "What the random numbers depend on.")
  var seed: UInt64 = 0

  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("--level needs a number between 0 and 1")
    }
    if trainingEnergy?.values.count ?? 1 > 1 {
      throw ValidationError("--training-energy takes one energy, such as 600MWh")
    }
    guard accelerators == accelerators.rounded() else {
      throw ValidationError("--accelerators needs a whole number")
    }
    try OptionConflict.refuse(
      ("--pue", pue != nil), with: [("--operator", `operator` != nil)],
      because: "both give the PUE")
    try OptionConflict.require(
      "--queries-per-day", queriesPerDay != nil,
      for: [("--training-energy", trainingEnergy != nil)])
    try OptionConflict.require(
      "--training-energy", trainingEnergy != nil, for: [("--years", years != nil)])
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let tables = try Machine.referenceTables()
      let total = params.value
      let configuration = try InferenceConfiguration(
        activeParameters: activeParams?.value ?? total, totalParameters: total,
        precision: precision, accelerators: accelerators, batch: batch, outputTokens: outputTokens)
      let use = try ServingUse(
        inputTokens: inputTokens, outputTokens: outputTokens,
        queriesPerDay: queriesPerDay?.value, years: years ?? 1,
        trainingEnergy: trainingEnergy?.values[0])
      let stated: [AssumedQuantity: Double] = pue.map { [.powerUsageEffectiveness: $0] } ?? [:]
      let model = try InferenceEnergyModel(
        tables: tables,
        coefficients: try InferenceCoefficients.load(from: Machine.referencePath),
        accelerator: hardware, grid: grid,
        facilityOperator: `operator` ?? Assumption.defaultSubject,
        tokensPerSecond: throughput, stated: stated)
      let estimate = model.estimate(configuration, use: use, seed: seed, level: level)
      try output.write(
        InferenceReport(model: model, configuration: configuration, use: use, estimate: estimate))
    }
  }
}
