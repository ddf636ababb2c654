public import Architectures
public import ArgumentParser
import Diagnostics
import Tables
public import TrainingLogs
import TrainingRuns

/// How runs are read from logs.
struct LogArguments: ParsableArguments {
  @Option(
    name: .customLong("loss"),
    help: ArgumentHelp(
      "Name of the logged loss, or a unique part of it (repeatable: each log uses the first one it has).",
      valueName: "name"))
  var lossNames: [String] = []

  @Option(help: "Final loss of a run: the last valid one, the minimum, or smoothed.")
  var final: FinalLossRule = .last

  @Option(
    help: ArgumentHelp(
      "Share of the final steps that the smoothed loss averages over.", valueName: "share"))
  var smoothing = 0.05

  @Flag(
    name: .customLong("from-perplexity"),
    help: "Compute the loss as the logarithm of the perplexity.")
  var isPerplexity = false

  @Flag(
    name: .customLong("from-bits-per-byte"),
    help: "Compute the loss from bits per byte; needs --bytes-per-token.")
  var isBitsPerByte = false

  @Option(
    name: .customLong("bytes-per-token"),
    help: ArgumentHelp(
      "Mean bytes of text per token of the evaluation set.", valueName: "ratio"))
  var bytesPerToken: Double?

  @Option(
    help: ArgumentHelp(
      "Sequences per batch, over all ranks and accumulation, for logs with steps only.",
      valueName: "sequences"), transform: QuantityList.init)
  var batch: QuantityList?

  @Option(
    help: ArgumentHelp("Tokens per sequence.", valueName: "tokens"), transform: QuantityList.init)
  var context: QuantityList?

  @Option(
    name: .customLong("tokens-per-epoch"),
    help: ArgumentHelp(
      "Tokens of the training data, for logs with epochs and no steps.", valueName: "tokens"),
    transform: QuantityList.init)
  var tokensPerEpoch: QuantityList?

  @Option(
    name: .customLong("params"),
    help: ArgumentHelp(
      "N of all runs, or of runs by name, as in '190M-*=190354176' (repeatable).",
      valueName: "count|run=count"), transform: LogOptions.ParameterRule.init(argument:))
  var parameters: [LogOptions.ParameterRule] = []

  @Option(
    name: .customLong("config"),
    help: ArgumentHelp(
      "Model configuration from which to compute N, for all runs or for runs matched by name, as in '190M-*=190M.json' "
        + "(repeatable).", valueName: "config|run=config"))
  var configurations: [String] = []

  @Option(
    help: ArgumentHelp(
      "Which parameters N includes when it is counted."))
  var count: ParameterConvention = .total

  @Option(
    help: ArgumentHelp(
      "Column or setting for a role, as in tokens=optim/tokens (repeatable).",
      discussion: "Roles: parameters, tokens, loss, step.", valueName: "role=header"))
  var columns: [String] = []

  @Flag(help: "Write every checkpoint of each run, not only the final one.")
  var curves = false

  @Flag(
    name: .customLong("only-annealed"),
    help: "Keep only checkpoints with a learning rate known to be at most a tenth of its peak.")
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
        throw Diagnostic(
          origin: Origin(option: "--columns"),
          what: "a log has no role '\(role.rawValue)'",
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
    // A path may contain '=': unless a file has that name, the part before the last one names runs.
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

  /// Refuses options that had no effect on any of the runs.
  ///
  /// - Parameters:
  ///   - options: What ``options()`` made of them.
  ///   - runs: The runs that were read with them.
  /// - Throws: `Diagnostic`.
  func checkEffect(_ options: LogOptions, on runs: [LoggedRun]) throws {
    let used = runs.reduce(into: Set<LogOptions.Use>()) { $0.formUnion($1.used) }
    func refuse(_ option: String, _ what: Phrase, why: Phrase) throws {
      throw Diagnostic(
        origin: Origin(option: option), what: what, why: why, fix: "leave it out")
    }
    // Names from --columns come before those of --loss.
    let first = options.lossNames.count - lossNames.count
    for (place, name) in lossNames.enumerated() where !used.contains(.lossName(first + place)) {
      try refuse(
        "--loss", "no run takes '\(name)' as its loss",
        why: "it is not logged, or every log has a loss named before it")
    }
    for place in options.parameters.indices where !used.contains(.parameters(place)) {
      let pattern = options.parameters[place].pattern
      try refuse(
        place < parameters.count ? "--params" : "--config", "no run takes N from '\(pattern)'",
        why: "no run has such a name, or a column or an earlier option gives its N")
    }
    let others: [(String, Bool, LogOptions.Use, String)] = [
      ("--batch", batch != nil, .batchSequences, "every log records its tokens"),
      ("--context", context != nil, .contextLength, "every log records its tokens"),
      (
        "--tokens-per-epoch", tokensPerEpoch != nil, .tokensPerEpoch,
        "every log counts steps, not epochs"
      ),
    ]
    for (option, isGiven, use, why) in others where isGiven && !used.contains(use) {
      try refuse(option, "has no effect on these logs", why: "\(why)")
    }
    if CommandLineWords.current.contains("--count"), configurations.isEmpty,
      !used.contains(.countingParameters)
    {
      try refuse(
        "--count", "has no effect on these logs", why: "N is not counted from a configuration")
    }
  }

  func validate() throws {
    try OptionConflict.refuse(
      ["--final", "--smoothing"], with: ["--curves"], because: "a curve keeps every checkpoint")
    try OptionConflict.require("--final smoothed", final == .smoothed, for: ["--smoothing"])
    guard smoothing > 0, smoothing <= 1 else {
      throw ValidationError("--smoothing needs a share above 0 and up to 1, such as 0.05")
    }
    try OptionConflict.refuse(
      ["--from-perplexity"], with: ["--from-bits-per-byte"], because: "a loss has one unit")
    guard isBitsPerByte == (bytesPerToken != nil) else {
      throw ValidationError(
        "--from-bits-per-byte and --bytes-per-token go together: they give the loss per token"
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
    // The count follows the last '='; names may contain one.
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard let last = parts.last, let count = parseQuantity(last), count > 0, count.isFinite else {
      throw ValidationError("expected a positive number such as 7B, or RUN=7B")
    }
    try QuantityBounds.check(count)
    let pattern = parts.count > 1 ? parts.dropLast().joined(separator: "=") : "*"
    self.init(pattern: pattern, count: count)
  }
}
