import Tables
import TrainingRuns

extension RunLog {
  /// The name of the loss.
  ///
  /// - Parameters:
  ///   - options: The options.
  ///   - used: Gets the option that decided.
  /// - Returns: The name.
  /// - Throws: `InputError` where there is none, or several could be meant: then it lists them.
  func lossName(_ options: LogOptions, noting used: inout Set<LogOptions.Use>) throws -> String {
    let logged = records.names
    let wanted: MetricKind.Unit =
      switch options.unit {
      case .nats: .loss
      case .perplexity: .perplexity
      case .bitsPerByte: .bitsPerByte
      }
    let asked = options.lossNames
    for (place, name) in asked.enumerated() {
      let near = logged.filter {
        $0.lowercased().contains(name.lowercased()) && MetricKind(name: $0)?.unit == wanted
      }
      guard let only = logged.contains(name) ? name : near.first else { continue }
      guard only == name || near.count == 1 else { throw severalLosses(near) }
      if let kind = MetricKind(name: only), kind.unit != wanted { throw unitMismatch(only, kind) }
      used.insert(.lossName(place))
      return only
    }
    let kinds = logged.compactMap { name in MetricKind(name: name).map { (name, $0) } }
    guard asked.isEmpty else {
      throw InputError(
        location: location(),
        what: "no loss named \(enumerated(asked.map { "'\($0)'" }, last: "or"))",
        why: kinds.isEmpty ? "it logs \(listed(logged))" : "it logs \(listed(kinds.map(\.0)))",
        fix: "name one of them: --loss NAME")
    }
    let candidates = kinds.filter { $0.1.unit == wanted }
    let evaluations = candidates.filter(\.1.isEvaluation).map(\.0)
    if evaluations.count == 1 { return evaluations[0] }
    if evaluations.count > 1 { throw severalLosses(evaluations) }
    // A perplexity of held-out text says more than the loss of training.
    let others = kinds.filter { $0.1.unit != wanted && $0.1.isEvaluation }.map(\.0)
    if !others.isEmpty, wanted == .loss { throw otherUnit(others, candidates.map(\.0)) }
    let training = candidates.map(\.0)
    if training.count == 1 { return training[0] }
    if training.count > 1 { throw severalLosses(training) }
    let rest = kinds.map(\.0)
    if !rest.isEmpty { throw otherUnit(rest, []) }
    throw InputError(
      location: location(), what: "no loss is logged", why: "it logs \(listed(logged))",
      fix: "name what is the loss: --loss NAME")
  }

  /// Refuses a loss of which a perplexity beside it is the power of 2: it is in bits, as that of fairseq.
  func refuseBits(_ name: String) throws {
    let isEvaluation = MetricKind(name: name)?.isEvaluation
    let losses = records[name]
    let perplexities = records.names.filter {
      MetricKind(name: $0) == isEvaluation.map { MetricKind(unit: .perplexity, isEvaluation: $0) }
    }
    for other in perplexities {
      let pairs = zip(losses, records[other]).compactMap { loss, perplexity -> (Double, Double)? in
        guard let loss, let perplexity, loss > 0, perplexity > 0 else { return nil }
        return (loss, logarithm(perplexity))
      }
      guard !pairs.isEmpty,
        pairs.allSatisfy({ abs($0.0 * logarithm(2) - $0.1) < 0.01 * $0.1 })
      else { continue }
      throw InputError(
        location: location(), what: "the loss '\(name)' is in bits: 2 to its power is '\(other)'",
        why: "a law is fitted to the loss in nats per token",
        fix: "take it from the perplexity: --from-perplexity --loss '\(other)'")
    }
  }

  private func severalLosses(_ names: [String]) -> InputError {
    InputError(
      location: location(), what: "several losses are logged: \(listed(names, showing: 24))",
      why: "they differ in the data they are measured on, and a guess would change the fit",
      fix: "say which: --loss '\(names[0])'")
  }

  private func unitMismatch(_ name: String, _ kind: MetricKind) -> InputError {
    guard kind.unit == .loss else { return otherUnit([name], []) }
    return InputError(
      location: location(), what: "'\(name)' is a loss, and was said to be in another unit",
      why: "it would be converted twice",
      fix: "leave out --from-perplexity and --from-bits-per-byte")
  }

  private func otherUnit(_ names: [String], _ losses: [String]) -> InputError {
    let isPerplexity = names.contains { MetricKind(name: $0)?.unit == .perplexity }
    let option =
      isPerplexity ? "--from-perplexity" : "--from-bits-per-byte --bytes-per-token RATIO"
    let choice = names.count > 1 ? " --loss '\(names[0])'" : ""
    return InputError(
      location: location(),
      what:
        "\(isPerplexity ? "perplexity" : "bits per byte") is logged (\(listed(names, showing: 24)))"
        + (losses.isEmpty
          ? ", and no loss" : ", and the loss of training only (\(listed(losses)))"),
      why: "a law is fitted to the loss in nats per token, which is "
        + (isPerplexity ? "log(perplexity)" : "bits per byte · log 2 · bytes per token"),
      fix: "convert it: \(option)\(choice)"
        + (losses.isEmpty ? "" : "; or take the loss of training: --loss '\(losses[0])'"))
  }
}
