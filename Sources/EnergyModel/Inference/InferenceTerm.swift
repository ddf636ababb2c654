/// A physical contribution to the energy of an output token.
///
/// The energy is a sum of terms with non-negative coefficients, at the boundary of the
/// accelerators. A chip enters through its dense bf16 peak R, its memory bandwidth W and its thermal design
/// power P, so that every coefficient is a ratio: 1 for work at peak rate and full power. Widths
/// scale as √N_active, since a layer of width d has about d² parameters.
public enum InferenceTerm: String, CaseIterable, Sendable {
  /// Arithmetic: 2 N_active P/R.
  case compute
  /// Weights read once per step: their bytes · P/W / B.
  case weights
  /// Step time proportional to width: 1 ms · P G √N_active / B, N in 1e9.
  case width
  /// The KV cache, read for every token: its bytes are proportional to
  /// √N_active · output tokens; none in a hybrid.
  case cache
  /// Per-token overhead proportional to width: 1 µs · P √N_active.
  case tokenWidth = "token-width"
  /// Communication between accelerators: 1 µs · P √N_active (G − 1).
  case exchange
  /// Prefill of the benchmark's prompts: 2 N_active P/R / output tokens.
  case prompt
  /// The same for prompts with images.
  case image
  /// The same for prompts with video.
  case video
  /// Experts with few tokens each: 1 µs · P G √(N/B).
  case imbalance
  /// State-space layers: 1 µs · P √N_active.
  case stateSpace = "state-space"
  /// The draw of the accelerators during a token: P G / throughput.
  case time

  /// The terms if the throughput is unknown.
  public static let withoutThroughput = allCases.filter { $0 != .time }
  /// The terms if it is known.
  public static let withThroughput: [InferenceTerm] = [.compute, .weights, .time]

  /// Whether the term belongs to the prompt, which a query specifies separately.
  var belongsToPrompt: Bool { self == .prompt || self == .image || self == .video }

  /// The energy per output token, in J, for a unit coefficient.
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

/// The properties of a chip that the terms need.
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
