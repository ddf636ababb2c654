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

  @Option(
    help: "Work after pre-training and in failed runs, over the work on the run. (default: 0)")
  var overhead: Double?

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

  @Option(name: .customLong("watts-scope"), help: "What --watts counts. (default: node)")
  var wattsScope: Scope?

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
    if let overhead, !(overhead >= 0 && overhead.isFinite) {
      throw ValidationError("--overhead needs a number of at least 0")
    }
    guard level > 0, level < 1 else { throw ValidationError("--level needs a number in (0, 1)") }
    guard compute == nil || (params == nil && activeParams == nil) else {
      throw ValidationError("--compute stands instead of --params and --tokens")
    }
    try OptionConflict.require(
      "--watts", watts != nil, for: [("--watts-scope", wattsScope != nil)])
    try OptionConflict.refuse(
      ("--layers", layers != nil), with: [("--compute", compute != nil)],
      because: "a compute that is given counts attention")
    if let active = activeParams?.value, let all = params?.value, active > all {
      throw ValidationError("--active-params cannot be more than --params")
    }
    if let marketIntensity, !(marketIntensity >= 0 && marketIntensity.isFinite) {
      throw ValidationError("--market-intensity needs a number of at least 0")
    }
  }

  /// Refuses options of which one says what another says, or that have nothing to act on.
  ///
  /// - Parameters:
  ///   - energy: What energy is estimated with.
  ///   - hasLaw: Whether a fitted law tells the compute.
  /// - Throws: `ValidationError`.
  func check(_ energy: EnergyArguments, hasLaw: Bool = false) throws {
    let node = [
      ("--node-power", energy.nodePower != nil),
      ("--node-power-fraction", energy.nodePowerFraction != nil),
    ]
    let (utilization, power) = (
      ("--utilization", energy.utilization != nil), ("--watts", nodeWatts != nil)
    )
    let hours = ("--gpu-hours", gpuHours != nil)
    let log = ("--codecarbon", codecarbon != nil)
    let hasCompute = hasLaw || trainingCompute != nil
    let hasHours = hasCompute || hours.1

    try OptionConflict.refuse(power, with: node, because: "both give the power of a node")
    try OptionConflict.refuse(
      log, with: node + [power], because: "the energy of the nodes was measured")
    try OptionConflict.refuse(
      ("--goodput", goodput != nil), with: [hours],
      because: "counted hours include those that were lost")
    if hours.1, hasCompute {
      try OptionConflict.refuse(
        utilization, with: [hours], because: "the hours and the compute give the utilization")
    }
    if hours.1, !hasCompute {
      try OptionConflict.refuse(
        utilization, with: node + [power],
        because: "with the hours and the power known, nothing depends on the utilization")
    }
    // Without any fact at all the model says what it needs.
    guard hasCompute || hours.1 || log.1 else { return }
    try OptionConflict.require(
      "--params with --tokens, or --compute", hasCompute,
      for: [
        ("--overhead", overhead != nil), ("--recomputation", recomputation),
        ("--goodput", goodput != nil),
      ])
    try OptionConflict.require(
      "--gpu-hours, or --params with --tokens", hasHours,
      for: [
        utilization, ("--watts", watts != nil), ("--chips", chips != nil),
        ("--embodied", embodied != nil),
      ])
  }

  /// Refuses sizes and data of which the energy takes no account.
  ///
  /// - Parameter hasLaw: Whether a fitted law tells the compute, for which --params counts.
  /// - Throws: `ValidationError`.
  func checkSizes(hasLaw: Bool) throws {
    try OptionConflict.refuse(
      ("--tokens", tokens != nil), with: [("--compute", compute != nil)],
      because: "both give the compute")
    guard gpuHours != nil || codecarbon != nil || compute != nil else { return }
    let hasSize = params != nil || activeParams != nil
    try OptionConflict.require("--tokens", tokens != nil || hasLaw, for: [("--params", hasSize)])
    try OptionConflict.require("--params", hasSize, for: [("--tokens", tokens != nil)])
  }

  /// The energy of the run, by the options of `energy`, with the compute of `law` where one tells it.
  func estimate(
    _ energy: EnergyArguments, _ tables: ReferenceTables, law: LawCompute? = nil
  ) throws -> TrainingRunEnergy {
    var facts = TrainingRunFacts()
    facts.compute = trainingCompute
    if let law {
      facts.compute = TrainingCompute(
        flop: law.compute, overhead: overhead ?? 0, isRecomputing: recomputation)
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
      .nodePower: nodeWatts,
    ]
    return stated.compactMapValues { $0 }
  }

  /// --watts, where it counts the whole node.
  private var nodeWatts: Double? { wattsScope == .accelerator ? nil : watts }

  private var trainingCompute: TrainingCompute? {
    if let compute {
      return TrainingCompute(
        flop: compute.value, overhead: overhead ?? 0, isRecomputing: recomputation)
    }
    guard let parameters = activeParams ?? params, let tokens else { return nil }
    var attention: AttentionShape?
    if let layers, let width, let context {
      attention = AttentionShape(layers: layers, width: width, contextLength: context)
    }
    return TrainingCompute(
      activeParameterCount: parameters.value, tokenCount: tokens.value, attention: attention,
      overhead: overhead ?? 0, isRecomputing: recomputation)
  }
}

/// One positive quantity: `7B`, `1e21`.
struct OneQuantity {
  let value: Double

  init(_ argument: String) throws {
    guard let value = parseQuantity(argument), value > 0, value.isFinite else {
      throw ValidationError("expected a positive number such as 7B, 1.4T or 1e24")
    }
    try QuantityBounds.check(value)
    self.value = value
  }
}
