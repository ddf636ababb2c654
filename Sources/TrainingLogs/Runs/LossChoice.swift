import Diagnostics
import Tables
import TrainingRuns

extension RunLog {
  /// The name of the loss.
  ///
  /// - Parameters:
  ///   - options: The options.
  ///   - used: Receives the option that took effect.
  /// - Returns: The name.
  /// - Throws: `Diagnostic` if there is none, or several candidates, which it lists.
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
      throw Diagnostic(
        origin: location(),
        what: "no loss named \(enumerated(asked.map { "'\($0)'" }, last: "or"))",
        why: kinds.isEmpty
          ? "the log has \(listed(logged))" : "the log has \(listed(kinds.map(\.0)))",
        fix: "name one of them: \(.loggedLoss, "NAME")")
    }
    let candidates = kinds.filter { $0.1.unit == wanted }
    let evaluations = candidates.filter(\.1.isEvaluation).map(\.0)
    if evaluations.count == 1 { return evaluations[0] }
    if evaluations.count > 1 { throw severalLosses(evaluations) }
    // A held-out perplexity is more informative than a training loss.
    let others = kinds.filter { $0.1.unit != wanted && $0.1.isEvaluation }.map(\.0)
    if !others.isEmpty, wanted == .loss { throw otherUnit(others, candidates.map(\.0)) }
    let training = candidates.map(\.0)
    if training.count == 1 { return training[0] }
    if training.count > 1 { throw severalLosses(training) }
    let rest = kinds.map(\.0)
    if !rest.isEmpty { throw otherUnit(rest, []) }
    throw Diagnostic(
      origin: location(), what: "the log has no loss", why: "the log has \(listed(logged))",
      fix: "name the loss: \(.loggedLoss, "NAME")")
  }

  /// Refuses a loss in bits, as in fairseq, detected by a perplexity that equals 2 to its power.
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
      throw Diagnostic(
        origin: location(), what: "the loss '\(name)' is in bits: 2^loss equals '\(other)'",
        why: "laws are fitted to the loss in nats per token",
        fix: "use the perplexity: \([Mention(.lossFromPerplexity), loss(other)])")
    }
  }

  /// The mention of the loss `name`.
  private func loss(_ name: String) -> Mention { Mention(.loggedLoss, value: .quoted(name)) }

  private func severalLosses(_ names: [String]) -> Diagnostic {
    Diagnostic(
      origin: location(), what: "the log has several losses: \(listed(names, showing: 24))",
      why: "they are measured on different data, and a guess would change the fit",
      fix: "choose one: \(loss(names[0]))")
  }

  private func unitMismatch(_ name: String, _ kind: MetricKind) -> Diagnostic {
    guard kind.unit == .loss else { return otherUnit([name], []) }
    return Diagnostic(
      origin: location(), what: "'\(name)' is a loss, but another unit is set",
      why: "it would be converted twice",
      fix: "omit \(.lossFromPerplexity) and \(.lossFromBitsPerByte)")
  }

  private func otherUnit(_ names: [String], _ losses: [String]) -> Diagnostic {
    let isPerplexity = names.contains { MetricKind(name: $0)?.unit == .perplexity }
    let options =
      (isPerplexity
        ? [Mention(.lossFromPerplexity)]
        : [Mention(.lossFromBitsPerByte), Mention(.bytesPerToken, "RATIO")])
      + (names.count > 1 ? [loss(names[0])] : [])
    return Diagnostic(
      origin: location(),
      what:
        "the log has \(isPerplexity ? "perplexity" : "bits per byte") (\(listed(names, showing: 24)))"
        + (losses.isEmpty
          ? " but no loss" : " and only a training loss (\(listed(losses)))"),
      why: "laws are fitted to the loss in nats per token, which is "
        + (isPerplexity ? "log(perplexity)" : "bits per byte · log 2 · bytes per token"),
      fix: "convert it: \(options)"
        + (losses.isEmpty
          ? "" : "; or use the training loss: \(loss(losses[0]))"))
  }
}
