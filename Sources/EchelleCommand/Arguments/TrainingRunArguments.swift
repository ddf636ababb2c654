import Architectures
import ArgumentParser
import EnergyModel
import Planning
import Tables

/// Known facts about a training run.
struct TrainingRunArguments: ParsableArguments {
  @Option(help: "N, the number of parameters.", transform: OneQuantity.init)
  var params: OneQuantity?

  @Option(
    name: .customLong("active-params"),
    help: "Parameters active per token, for a mixture of experts.", transform: OneQuantity.init)
  var activeParams: OneQuantity?

  @Option(help: "D, the number of training tokens.", transform: OneQuantity.init)
  var tokens: OneQuantity?

  @Option(
    help: ArgumentHelp("C, training compute in FLOP, instead of N and D.", valueName: "flop"),
    transform: OneQuantity.init)
  var compute: OneQuantity?

  @Option(help: "Number of layers; with --width and --context, adds the FLOP of attention.")
  var layers: Double?

  @Option(help: "Attention width: heads times head size.")
  var width: Double?

  @Option(help: "Context length in tokens.")
  var context: Double?

  @Flag(help: "Activations are recomputed in the backward pass.")
  var recomputation = false

  @Option(
    help: "Compute of post-training and failed runs, relative to this run. (default: 0)")
  var overhead: Double?

  @Option(
    name: .customLong("gpu-hours"), help: "Measured accelerator-hours, instead of an estimate.",
    transform: OneQuantity.init)
  var gpuHours: OneQuantity?

  @Option(
    help: ArgumentHelp(
      "Accelerators used at once, for the duration of the run, as in 512xh100-sxm.",
      valueName: "count[xname]"),
    transform: ChipsArgument.init)
  var chips: ChipsArgument?

  @Option(help: "Measured mean power per accelerator in watts, at --watts-scope.")
  var watts: Double?

  enum Scope: String, ExpressibleByArgument, CaseIterable {
    case accelerator, node
  }

  @Option(name: .customLong("watts-scope"), help: "What --watts covers. (default: node)")
  var wattsScope: Scope?

  @Option(
    help: ArgumentHelp("CodeCarbon emissions.csv with the measured energy.", valueName: "file"))
  var codecarbon: String?

  @Option(help: "Fixed share of the hours that advanced the run.")
  var goodput: Double?

  @Option(help: "Fixed idle-to-busy energy ratio.")
  var idle: Double?

  @Option(help: "Fixed embodied emissions, in gCO2e per accelerator-hour.")
  var embodied: Double?

  @Option(
    name: .customLong("market-intensity"),
    help: "Carbon intensity of the purchased electricity in gCO2e/kWh, for market-based emissions.")
  var marketIntensity: Double?

  @Flag(help: "Also estimate the whole programme, including experiments and failures.")
  var programme = false

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = 0

  @Option(help: "Level of the intervals.")
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
      throw ValidationError("--compute cannot be combined with --params and --tokens")
    }
    try OptionConflict.require("--watts", watts != nil, for: ["--watts-scope"])
    try OptionConflict.refuse(
      ["--layers"], with: ["--compute"], because: "that compute already includes attention")
    try chips?.checkHardware()
    if let active = activeParams?.value, let all = params?.value, active > all {
      throw ValidationError("--active-params cannot be more than --params")
    }
    if let marketIntensity, !(marketIntensity >= 0 && marketIntensity.isFinite) {
      throw ValidationError("--market-intensity needs a number of at least 0")
    }
  }

  /// Refuses options that repeat another one, or have nothing to act on.
  ///
  /// - Parameters:
  ///   - energy: The hardware and assumptions.
  ///   - hasLaw: Whether the compute comes from a fitted law.
  /// - Throws: `ValidationError`.
  func check(_ energy: EnergyArguments, hasLaw: Bool = false) throws {
    let node = ["--node-power", "--node-power-fraction"]
    // Watts of accelerators alone leave the power of the node open.
    let power = nodeWatts == nil ? [] : ["--watts"]
    let hasCompute = hasLaw || trainingCompute != nil
    let hasHours = hasCompute || gpuHours != nil

    try OptionConflict.refuse(power, with: node, because: "both give the power of a node")
    try OptionConflict.refuse(
      ["--codecarbon"], with: node + power, because: "the energy of the nodes was measured")
    try OptionConflict.refuse(
      ["--goodput"], with: ["--gpu-hours"], because: "measured hours already include lost time")
    if hasCompute {
      try OptionConflict.refuse(
        ["--utilization"], with: ["--gpu-hours"],
        because: "hours and compute determine the utilization")
    } else if gpuHours != nil {
      try OptionConflict.refuse(
        ["--utilization"], with: node + power,
        because: "with known hours and power, nothing depends on the utilization")
    }
    // Without any fact at all, the model names what it needs.
    guard hasCompute || gpuHours != nil || codecarbon != nil else { return }
    try OptionConflict.require(
      "--params with --tokens, or --compute", hasCompute,
      for: ["--overhead", "--recomputation", "--goodput"])
    try OptionConflict.require(
      "--gpu-hours, or --params with --tokens", hasHours,
      for: ["--utilization", "--watts", "--chips", "--embodied"])
  }

  /// Refuses sizes and data that the energy does not depend on.
  ///
  /// - Parameter hasLaw: Whether the compute comes from a fitted law, which uses --params.
  /// - Throws: `ValidationError`.
  func checkSizes(hasLaw: Bool) throws {
    try OptionConflict.refuse(
      ["--tokens"], with: ["--compute"], because: "both give the compute")
    guard gpuHours != nil || codecarbon != nil || compute != nil else { return }
    let hasSize = params != nil || activeParams != nil
    try OptionConflict.require(
      "--tokens", tokens != nil || hasLaw, for: ["--params", "--active-params"])
    try OptionConflict.require("--params", hasSize, for: ["--tokens"])
  }

  /// The energy of the run, with the compute of `law` where there is one.
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
      model: try energy.model(tables, accelerator: chips?.accelerator, stated: stated),
      facts: facts
    ).estimate(seed: seed, level: level)
  }

  /// The fixed values of the run.
  private var stated: [AssumedQuantity: Double] {
    let stated: [AssumedQuantity: Double?] = [
      .goodput: goodput, .idleShare: idle, .embodiedIntensity: embodied,
      .nodePower: nodeWatts,
    ]
    return stated.compactMapValues { $0 }
  }

  /// --watts, where it covers the whole node.
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
