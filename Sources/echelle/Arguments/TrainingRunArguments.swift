import Architectures
import ArgumentParser
import EnergyModel
import Planning
import Tables

/// What is known of a training run.
struct TrainingRunArguments: ParsableArguments {
  @Option(help: "N, the number of parameters.", transform: OneQuantity.init)
  var params: OneQuantity?

  @Option(
    name: .customLong("active-params"),
    help: "Parameters active for a token, of a mixture of experts.", transform: OneQuantity.init)
  var activeParams: OneQuantity?

  @Option(help: "D, the number of training tokens.", transform: OneQuantity.init)
  var tokens: OneQuantity?

  @Option(
    help: ArgumentHelp("C, training compute in FLOP, instead of N and D.", valueName: "flop"),
    transform: OneQuantity.init)
  var compute: OneQuantity?

  @Option(help: "Layers; with --width and --context, attention is counted.")
  var layers: Double?

  @Option(help: "Attention width: heads times their size.")
  var width: Double?

  @Option(help: "Context length in tokens.")
  var context: Double?

  @Flag(help: "Activations are computed again in the backward pass.")
  var recomputation = false

  @Option(help: "Work after pre-training and in failed runs, over the work on the run.")
  var overhead = 0.0

  @Option(
    name: .customLong("gpu-hours"), help: "Counted accelerator-hours, instead of an estimate.",
    transform: OneQuantity.init)
  var gpuHours: OneQuantity?

  @Option(
    help: "How many accelerators are used at once, for the time of the run.",
    transform: OneQuantity.init)
  var chips: OneQuantity?

  @Option(help: "Measured mean watts per accelerator, at --watts-scope.")
  var watts: Double?

  enum Scope: String, ExpressibleByArgument, CaseIterable {
    case accelerator, node
  }

  @Option(name: .customLong("watts-scope"), help: "What --watts counts.")
  var wattsScope: Scope = .node

  @Option(help: ArgumentHelp("An emissions.csv of CodeCarbon: measured energy.", valueName: "file"))
  var codecarbon: String?

  @Option(help: "Share of the hours that moved the run forward, as exact.")
  var goodput: Double?

  @Option(help: "Energy of idle over that of busy nodes, as exact.")
  var idle: Double?

  @Option(help: "Embodied gCO2e per accelerator-hour, as exact.")
  var embodied: Double?

  @Option(
    name: .customLong("market-intensity"),
    help: "gCO2e per kWh of the supply that was bought, for market-based emissions.")
  var marketIntensity: Double?

  @Flag(help: "Also estimate the whole programme, with experiments and failures.")
  var programme = false

  @Option(help: "What the random numbers depend on.")
  var seed: UInt64 = 0

  @Option(help: "The level of the intervals.")
  var level = 0.95

  func validate() throws {
    let shape = [layers, width, context].compactMap { $0 }
    guard shape.isEmpty || shape.count == 3 && shape.allSatisfy({ $0 > 0 }) else {
      throw ValidationError("--layers, --width and --context go together and are positive")
    }
    guard shape.isEmpty || tokens != nil else {
      throw ValidationError("--layers, --width and --context need --tokens")
    }
    guard overhead >= 0, overhead.isFinite else {
      throw ValidationError("--overhead needs a number of at least 0")
    }
    guard level > 0, level < 1 else { throw ValidationError("--level needs a number in (0, 1)") }
    guard compute == nil || (params == nil && activeParams == nil) else {
      throw ValidationError("--compute stands instead of --params and --tokens")
    }
    if let marketIntensity, !(marketIntensity >= 0) {
      throw ValidationError("--market-intensity needs a number of at least 0")
    }
  }

  /// The energy of the run, by the options of `energy`, with the compute of `law` where one tells it.
  func estimate(
    _ energy: EnergyArguments, _ tables: ReferenceTables, law: LawCompute? = nil
  ) throws -> TrainingRunEnergy {
    var facts = TrainingRunFacts()
    facts.compute = trainingCompute
    if let law {
      facts.compute = TrainingCompute(
        flop: law.compute, overhead: overhead, isRecomputing: recomputation)
      facts.computeDraws = law.draws
      facts.computeSource = law.source
    }
    facts.acceleratorHours = gpuHours?.value
    if wattsScope == .accelerator { facts.acceleratorPower = watts }
    facts.nodeEnergy = try codecarbon.map { try CodeCarbonLog.read(path: $0).nodeEnergy }
    facts.marketIntensity = marketIntensity
    facts.countsDevelopment = programme
    return try TrainingRunModel(
      model: try energy.model(tables, stated: stated), facts: facts
    ).estimate(seed: seed, level: level)
  }

  /// The values of the run that are taken as exact.
  private var stated: [AssumedQuantity: Double] {
    let stated: [AssumedQuantity: Double?] = [
      .goodput: goodput, .idleShare: idle, .embodiedIntensity: embodied,
      .nodePower: wattsScope == .node ? watts : nil,
    ]
    return stated.compactMapValues { $0 }
  }

  private var trainingCompute: TrainingCompute? {
    if let compute {
      return TrainingCompute(
        flop: compute.value, overhead: overhead, isRecomputing: recomputation)
    }
    guard let parameters = activeParams ?? params, let tokens else { return nil }
    var attention: AttentionShape?
    if let layers, let width, let context {
      attention = AttentionShape(layers: layers, width: width, contextLength: context)
    }
    return TrainingCompute(
      activeParameterCount: parameters.value, tokenCount: tokens.value, attention: attention,
      overhead: overhead, isRecomputing: recomputation)
  }
}

/// One positive quantity: `7B`, `1e21`.
struct OneQuantity {
  let value: Double

  init(_ argument: String) throws {
    guard let value = parseQuantity(argument), value > 0, value.isFinite else {
      throw ValidationError("expected a positive number such as 7B, 1.4T or 1e24")
    }
    self.value = value
  }
}
