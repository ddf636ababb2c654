public import Architectures
public import ArgumentParser
import Tables
public import TrainingLogs
import TrainingRuns

/// How runs are taken from logs.
struct LogArguments: ParsableArguments {
  @Option(
    name: .customLong("loss"),
    help: ArgumentHelp(
      "The name under which the loss is logged, or a part of it that no other has (repeatable: each log "
        + "takes the first that it has).", valueName: "name"))
  var lossNames: [String] = []

  @Option(help: "Which loss of a run is its final one: the last valid, the minimum, or smoothed.")
  var final: FinalLossRule = .last

  @Option(
    help: ArgumentHelp(
      "The share of the last steps that a smoothed loss is the mean over.", valueName: "share"))
  var smoothing = 0.05

  @Flag(
    name: .customLong("from-perplexity"), help: "Take the loss from perplexity, as its logarithm.")
  var isPerplexity = false

  @Flag(
    name: .customLong("from-bits-per-byte"),
    help: "Take the loss from bits per byte; needs --bytes-per-token.")
  var isBitsPerByte = false

  @Option(
    name: .customLong("bytes-per-token"),
    help: ArgumentHelp(
      "Bytes of text that a token of the evaluation stands for on average.", valueName: "ratio"))
  var bytesPerToken: Double?

  @Option(
    help: ArgumentHelp(
      "Sequences in a batch, all ranks and accumulation together, where the log has steps only.",
      valueName: "sequences"), transform: QuantityList.init)
  var batch: QuantityList?

  @Option(
    help: ArgumentHelp("Tokens in a sequence.", valueName: "tokens"), transform: QuantityList.init)
  var context: QuantityList?

  @Option(
    name: .customLong("tokens-per-epoch"),
    help: ArgumentHelp(
      "Tokens of the training data, where the log has epochs and no steps.", valueName: "tokens"),
    transform: QuantityList.init)
  var tokensPerEpoch: QuantityList?

  @Option(
    name: .customLong("params"),
    help: ArgumentHelp(
      "N of all runs, or of those with a name, as in '190M-*=190354176' (repeatable).",
      valueName: "count|run=count"), transform: LogOptions.ParameterRule.init(argument:))
  var parameters: [LogOptions.ParameterRule] = []

  @Option(
    name: .customLong("config"),
    help: ArgumentHelp(
      "The configuration from which N of all runs is counted, or of those with a name, as in "
        + "'190M-*=190M.json' (repeatable).", valueName: "config|run=config"))
  var configurations: [String] = []

  @Option(
    help: ArgumentHelp(
      "Which parameters N counts, where it is counted from a configuration or from settings."))
  var count: ParameterConvention = .total

  @Option(
    help: ArgumentHelp(
      "The column or setting that plays a role, as in tokens=optim/tokens (repeatable).",
      discussion: "Roles: parameters, tokens, loss, step.", valueName: "role=header"))
  var columns: [String] = []

  @Flag(help: "Write every checkpoint of each run, instead of the final one.")
  var curves = false

  @Flag(
    name: .customLong("only-annealed"),
    help:
      "Leave out checkpoints whose learning rate is not known to be at a tenth of its peak or less."
  )
  var onlyAnnealed = false

  /// The options as the reader takes them.
  func options() throws -> LogOptions {
    var reading = ReadingOptions()
    for column in columns { try reading.setColumn(parsing: column) }
    var options = LogOptions()
    options.lossNames = lossNames
    for (role, header) in reading.columns {
      switch role {
      case .loss: options.lossNames.insert(header, at: 0)
      case .parameters, .tokens, .step: options.columns[role] = header
      default:
        throw InputError(
          location: SourceLocation(option: "--columns"),
          what: "the role '\(role.rawValue)' is none of a log",
          fix: "name a column for parameters, tokens, loss or step")
      }
    }
    options.unit =
      isPerplexity ? .perplexity : bytesPerToken.map { .bitsPerByte(bytesPerToken: $0) } ?? .nats
    options.finalLoss = final
    options.smoothing = smoothing
    options.batchSequences = batch?.values.first
    options.contextLength = context?.values.first
    options.tokensPerEpoch = tokensPerEpoch?.values.first
    options.parameters = try parameters + configurations.map(rule)
    options.countingParameters = { [count] settings in
      guard let configuration = ModelConfiguration(settings: settings, path: "settings"),
        let shape = try? configuration.shape()
      else { return nil }
      return Self.counted(shape, by: count, from: "the settings")
    }
    options.keepsCurves = curves
    options.onlyAnnealed = onlyAnnealed
    return options
  }

  /// N of the runs that a configuration is of.
  private func rule(argument: String) throws -> LogOptions.ParameterRule {
    // A path may have '=' too: what stands before the last one is a run where no file has that name.
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    let isPath = parts.count == 1 || FileSystem.kind(of: argument) != nil
    let path = isPath ? argument : String(parts[parts.count - 1])
    let shape = try ModelConfiguration(path: path).shape()
    let counted = Self.counted(shape, by: count, from: path)
    return LogOptions.ParameterRule(
      pattern: isPath ? "*" : parts.dropLast().joined(separator: "="), count: counted.count,
      note: counted.note)
  }

  /// N of a shape, and how it was counted.
  private static func counted(
    _ shape: ModelShape, by convention: ParameterConvention, from source: String
  ) -> LogOptions.CountedParameters {
    let assumed =
      shape.assumptions.isEmpty ? "" : "; assumed: \(shape.assumptions.joined(separator: "; "))"
    return LogOptions.CountedParameters(
      count: Double(shape.parameters.count(by: convention)),
      note: "N is \(convention.rawValue), counted from \(source) as '\(shape.architecture)', "
        + "\(shape.layers) layers of width \(shape.width)\(assumed)")
  }

  /// Refuses options that decided nothing for any of the runs.
  ///
  /// - Parameters:
  ///   - options: What ``options()`` made of them.
  ///   - runs: The runs that were read with them.
  /// - Throws: `InputError`.
  func checkEffect(_ options: LogOptions, on runs: [LoggedRun]) throws {
    let used = runs.reduce(into: Set<LogOptions.Use>()) { $0.formUnion($1.used) }
    func refuse(_ option: String, _ what: String, why: String) throws {
      throw InputError(
        location: SourceLocation(option: option), what: what, why: why, fix: "leave it out")
    }
    // A name of --columns stands before those of --loss.
    let first = options.lossNames.count - lossNames.count
    for (place, name) in lossNames.enumerated() where !used.contains(.lossName(first + place)) {
      try refuse(
        "--loss", "no run takes '\(name)' as its loss",
        why: "it is not logged, or each log has one that is named before it")
    }
    for place in options.parameters.indices where !used.contains(.parameters(place)) {
      let pattern = options.parameters[place].pattern
      try refuse(
        place < parameters.count ? "--params" : "--config", "no run takes N from '\(pattern)'",
        why: "no run has such a name, or its N is told by a column or by an option before it")
    }
    let others: [(String, Bool, LogOptions.Use, String)] = [
      ("--batch", batch != nil, .batchSequences, "every log tells its tokens without it"),
      ("--context", context != nil, .contextLength, "every log tells its tokens without it"),
      (
        "--tokens-per-epoch", tokensPerEpoch != nil, .tokensPerEpoch,
        "no log counts epochs in place of steps"
      ),
    ]
    for (option, isGiven, use, why) in others where isGiven && !used.contains(use) {
      try refuse(option, "has no effect on these logs", why: why)
    }
    if CommandLineWords.current.contains("--count"), configurations.isEmpty,
      !used.contains(.countingParameters)
    {
      try refuse(
        "--count", "has no effect on these logs", why: "N is not counted from a configuration")
    }
  }

  func validate() throws {
    if final != .smoothed {
      try refuseIdle(["--smoothing"], "without --final smoothed")
    }
    if curves {
      try refuseIdle(["--final", "--smoothing"], "with --curves, which has every checkpoint")
    }
    guard smoothing > 0, smoothing <= 1 else {
      throw ValidationError("--smoothing needs a share above 0 and up to 1, such as 0.05")
    }
    guard !(isPerplexity && isBitsPerByte) else {
      throw ValidationError("give --from-perplexity or --from-bits-per-byte, not both")
    }
    guard isBitsPerByte == (bytesPerToken != nil) else {
      throw ValidationError(
        "--from-bits-per-byte and --bytes-per-token go together: a loss per token needs the bytes of one"
      )
    }
    if let bytesPerToken, !(bytesPerToken > 0 && bytesPerToken.isFinite) {
      throw ValidationError("--bytes-per-token needs a positive number, such as 4.2")
    }
    if let bytesPerToken { try QuantityBounds.check(bytesPerToken, option: "--bytes-per-token") }
    for (name, list) in [
      ("--batch", batch), ("--context", context), ("--tokens-per-epoch", tokensPerEpoch),
    ]
    where list?.values.count ?? 1 > 1 {
      throw ValidationError("\(name) needs one number")
    }
  }
}

extension FinalLossRule: ExpressibleByArgument {}
extension ParameterConvention: ExpressibleByArgument {}

extension LogOptions.ParameterRule {
  fileprivate init(argument: String) throws {
    // The count stands after the last '=', which a name may have too.
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard let last = parts.last, let count = parseQuantity(last), count > 0, count.isFinite else {
      throw ValidationError("expected a positive number such as 7B, or RUN=7B")
    }
    try QuantityBounds.check(count)
    let pattern = parts.count > 1 ? parts.dropLast().joined(separator: "=") : "*"
    self.init(pattern: pattern, count: count)
  }
}
