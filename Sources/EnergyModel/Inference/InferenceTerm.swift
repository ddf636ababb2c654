/// A physical part of the energy of an output token.
///
/// The energy is a sum of terms with coefficients that are not negative, at the boundary of the
/// accelerators. A chip enters by its dense bf16 peak R, its memory bandwidth W and its thermal design
/// power P, so that every coefficient is a ratio: 1 for work done at the peak, at full power. Widths
/// grow as √N_active, since a layer of width d has about d² parameters.
public enum InferenceTerm: String, CaseIterable, Sendable {
  /// Arithmetic: 2 N_active P/R.
  case compute
  /// Weights read once a step: their bytes · P/W / B.
  case weights
  /// A step whose length grows with the width: 1 ms · P G √N_active / B, N in 1e9.
  case width
  /// The cache of keys and values, read for every token: its bytes in proportion to
  /// √N_active · output tokens; none in a hybrid.
  case cache
  /// Handling a token in proportion to the width: 1 µs · P √N_active.
  case tokenWidth = "token-width"
  /// Exchange between accelerators: 1 µs · P √N_active (G − 1).
  case exchange
  /// Reading the prompts of the benchmark: 2 N_active P/R / output tokens.
  case prompt
  /// The same for prompts with images.
  case image
  /// The same for prompts with video.
  case video
  /// Experts with few tokens each: 1 µs · P G √(N/B).
  case imbalance
  /// State-space layers: 1 µs · P √N_active.
  case stateSpace = "state-space"
  /// What an accelerator draws for as long as a token takes: P G / throughput.
  case time

  /// The terms where the throughput is not known.
  public static let withoutThroughput = allCases.filter { $0 != .time }
  /// The terms where it is.
  public static let withThroughput: [InferenceTerm] = [.compute, .weights, .time]

  /// Whether the term is that of the prompt, which a query states by itself.
  var belongsToPrompt: Bool { self == .prompt || self == .image || self == .video }

  /// The energy of an output token, in J, where the coefficient is 1.
  func joules(
    _ configuration: InferenceConfiguration, on chip: InferenceChip, workload: String,
    tokensPerSecond: Double?
  ) -> Double {
    let active = configuration.activeParameters
    let width = (active / 1e9).squareRoot()
    let (accelerators, batch) = (configuration.accelerators, configuration.batch)
    let power = chip.power
    let arithmetic = 2 * active * power / chip.peak
    let isRouted = configuration.architecture == .mixtureOfExperts
    let isHybrid = configuration.architecture == .hybrid
    return switch self {
    case .compute: arithmetic
    case .weights:
      configuration.parametersReadPerStep * configuration.bytesPerParameter / batch * power
        / chip.bandwidth
    case .width: 1e-3 * power * accelerators / batch * width
    case .cache:
      isHybrid ? 0 : 1e6 * width * configuration.outputTokens * power / chip.bandwidth
    case .tokenWidth: 1e-6 * power * width
    case .exchange: 1e-6 * power * width * (accelerators - 1)
    case .prompt: arithmetic / configuration.outputTokens
    case .image: workload == "image-chat" ? arithmetic / configuration.outputTokens : 0
    case .video: workload == "video-chat" ? arithmetic / configuration.outputTokens : 0
    case .imbalance:
      isRouted
        ? 1e-6 * power * accelerators * (configuration.totalParameters / 1e9 / batch).squareRoot()
        : 0
    case .stateSpace: isHybrid ? 1e-6 * power * width : 0
    case .time: tokensPerSecond.map { power * accelerators / $0 } ?? 0
    }
  }
}

/// What the terms need to know of a chip.
struct InferenceChip: Sendable, Equatable {
  let name: String
  /// Dense bf16 peak, in FLOP/s.
  let peak: Double
  /// Memory bandwidth, in bytes per second.
  let bandwidth: Double
  /// Thermal design power, in W.
  let power: Double

  init(_ hardware: HardwareProfile) throws(InferenceError) {
    name = hardware.name
    guard let peak = hardware.peakFLOPPerSecond[.bf16] else {
      throw .unknownFigure("bf16 peak", hardware: hardware.name)
    }
    guard let bandwidth = hardware.memoryBandwidth else {
      throw .unknownFigure("memory bandwidth", hardware: hardware.name)
    }
    guard let power = hardware.thermalDesignPower else {
      throw .unknownFigure("thermal design power", hardware: hardware.name)
    }
    self.peak = peak
    self.bandwidth = bandwidth
    self.power = power
  }
}
