import Diagnostics
import Tables
import TrainingRuns

extension RunLog {
  /// D at each record, with the assumptions made.
  ///
  /// Tokens are read where the log counts them, and interpolated in the step between. If it does not
  /// count them, they are steps × tokens per batch, or steps × sequences × context.
  ///
  /// - Parameters:
  ///   - steps: The step of each record.
  ///   - options: The options.
  ///   - used: Receives the options that took effect.
  /// - Returns: D at each record, with notes.
  /// - Throws: `Diagnostic` if several columns could be the tokens.
  func tokens(
    steps: [Double?], options: LogOptions, noting used: inout Set<LogOptions.Use>
  ) throws -> (values: [Double?], notes: [String]) {
    let chosen = options.columns[.tokens]
    if let chosen, !chosen.isEmpty, !records.names.contains(chosen) {
      throw Diagnostic(
        origin: location(), what: "no column '\(chosen)' for the tokens D",
        why: "the log has \(listed(records.names))",
        fix: "name one of them: \(.column, of: "tokens", "HEADER")")
    }
    let candidates =
      chosen.map { $0.isEmpty ? [] : [$0] }
      ?? records.names.filter { name in
        Self.isTokenCount(name) && records[name].contains { ($0 ?? 0) > 0 }
      }
    if candidates.count > 1 {
      throw Diagnostic(
        origin: location(), what: "several columns could be the tokens D (\(listed(candidates)))",
        why: "they differ in meaning, and a guess would change the fit",
        fix: "choose one: \(ColumnRole.tokens.column(candidates[0]))")
    }
    if let name = candidates.first {
      let counted = records[name].map { ($0 ?? 0) > 0 ? $0 : nil }
      return filled(counted, steps: steps)
    }
    if let samples = samplesSeen(), let context = contextLength(options) {
      used.insert(.contextLength)
      return filled(samples.map { $0.flatMap { $0 > 0 ? $0 * context : nil } }, steps: steps)
    }
    if countsEpochs(options) {
      guard let perEpoch = options.tokensPerEpoch else {
        return (
          steps.map { _ in nil },
          [
            spelled(
              "D is unknown and steps are epochs: give \(.tokensPerEpoch), the tokens in the training data"
            )
          ]
        )
      }
      used.insert(.tokensPerEpoch)
      return (
        steps.map { $0.flatMap { $0 >= 0 ? $0 * perEpoch : nil } },
        ["D is epochs × \(plain(perEpoch)) tokens"]
      )
    }
    guard let perStep = tokensPerStep(options) else {
      return (
        steps.map { _ in nil },
        [
          spelled(
            "D is unknown: give \(.batchSize) and \(.contextLength), in sequences and tokens")
        ]
      )
    }
    used.formUnion(perStep.uses)
    return (steps.map { $0.flatMap { $0 >= 0 ? $0 * perStep.value : nil } }, [perStep.note])
  }

  /// Tokens seen, not the size of something in tokens.
  private static func isTokenCount(_ name: String) -> Bool {
    let words = HeaderPattern.words(of: name).map { $0.lowercased() }
    if ["tokens", "step"].contains(words.joined(separator: " ")) { return words == ["tokens"] }
    if words.contains("consumed") && words.contains("tokens") { return true }
    if words.joined(separator: " ") == "num input tokens seen" { return true }
    return ColumnRole.tokens.pattern.matches(name)
      || ColumnRole.tokens.pattern.matches(name.lastPart)
  }

  /// Whether steps are epochs.
  private func countsEpochs(_ options: LogOptions) -> Bool {
    (options.columns[.step] ?? stepName).flatMap { HeaderPattern.words(of: $0).last }?.lowercased()
      == "epoch"
  }

  private func samplesSeen() -> [Double?]? {
    for name in ["consumed samples", "consumed_samples", "samples_seen", "consumed_train_samples"] {
      let values = records[name]
      if values.contains(where: { ($0 ?? 0) > 0 }) { return values }
    }
    return nil
  }

  /// Tokens per sequence, given or from the settings.
  private func contextLength(_ options: LogOptions) -> Double? {
    options.contextLength
      ?? setting([
        "seq_length", "max_seq_len", "max_seq_length", "sequence_length", "block_size",
        "context_length", "n_ctx", "seq_len", "max_sequence_length", "train.max_seq_len", "ctx_len",
      ])
  }

  private func tokensPerStep(
    _ options: LogOptions
  ) -> (value: Double, note: String, uses: Set<LogOptions.Use>)? {
    if options.batchSequences == nil,
      let tokens = setting([
        "batch_size_in_tokens", "tokens_per_step", "tokens per iteration will be",
        "total desired batch size", "total batch size", "total_batch_size", "tokens_per_batch",
        "global_batch_size_tokens",
        "tokens_per_iter",
      ])
    {
      return (tokens, "D is steps × \(plain(tokens)) tokens per batch, from the log", [])
    }
    guard
      let batch = options.batchSequences ?? setting(["global_batch_size", "global batch size"]),
      let context = contextLength(options)
    else { return nil }
    return (
      batch * context,
      "D is steps × \(plain(batch)) sequences × \(plain(context)) tokens",
      [.batchSequences, .contextLength]
    )
  }

  /// The value of the first of these settings in the log; names are compared without their prefix
  /// up to the last `.` or `/`.
  func setting(_ names: [String]) -> Double? {
    for name in names {
      for key in constantNames where key.lowercased().lastPart == name || key.lowercased() == name {
        if let value = constant(key), value > 0, value.isFinite { return value }
      }
    }
    return nil
  }

  /// Values for all records, from those that have one: interpolated linearly in the step, from (0, 0)
  /// on; extrapolated with the final slope.
  private func filled(
    _ counted: [Double?], steps: [Double?]
  ) -> (values: [Double?], notes: [String]) {
    var known: [(step: Double, tokens: Double)] = [(0, 0)]
    for (step, tokens) in zip(steps, counted) {
      let last = known[known.count - 1]
      guard let step, let tokens, step > last.step, tokens >= last.tokens else { continue }
      known.append((step, tokens))
    }
    guard known.count > 1 else { return (counted, []) }
    var place = 0
    var isExtrapolated = false
    let values = zip(steps, counted).map { step, tokens -> Double? in
      if let tokens { return tokens }
      guard let step, step >= 0 else { return nil }
      while place + 2 < known.count, known[place + 1].step < step { place += 1 }
      while place > 0, known[place].step > step { place -= 1 }
      let (lower, upper) = (known[place], known[place + 1])
      if step > upper.step { isExtrapolated = true }
      let slope = (upper.tokens - lower.tokens) / (upper.step - lower.step)
      return (lower.tokens + slope * (step - lower.step)).rounded()
    }
    let last = known[known.count - 1]
    return (
      values,
      isExtrapolated
        ? [
          "after step \(plain(last.step)), the last with a token count, D continues at the previous "
            + "batch size"
        ] : []
    )
  }
}

extension String {
  /// The part after the last `.` or `/`.
  fileprivate var lastPart: String {
    split(whereSeparator: { $0 == "." || $0 == "/" }).last.map(String.init) ?? self
  }
}
