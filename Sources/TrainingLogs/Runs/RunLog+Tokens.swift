import Tables
import TrainingRuns

extension RunLog {
  /// D at each record, and what was assumed for it.
  ///
  /// Tokens are read where the log counts them; between, they go with the steps. Where it does not
  /// count them, they are step · tokens in a batch, or step · sequences · context.
  ///
  /// - Parameters:
  ///   - steps: The step of each record.
  ///   - options: The options.
  ///   - used: Gets the options that decided.
  /// - Returns: D at each record, and what is to be said of it.
  /// - Throws: `InputError` where several columns could be the tokens.
  func tokens(
    steps: [Double?], options: LogOptions, noting used: inout Set<LogOptions.Use>
  ) throws -> (values: [Double?], notes: [String]) {
    let chosen = options.columns[.tokens]
    if let chosen, !chosen.isEmpty, !records.names.contains(chosen) {
      throw InputError(
        location: location(), what: "no column '\(chosen)', which is named for the tokens D",
        why: "it logs \(listed(records.names))", fix: "name one of them: --columns tokens=HEADER")
    }
    let candidates =
      chosen.map { $0.isEmpty ? [] : [$0] }
      ?? records.names.filter { name in
        Self.isTokenCount(name) && records[name].contains { ($0 ?? 0) > 0 }
      }
    if candidates.count > 1 {
      throw InputError(
        location: location(), what: "several columns could be the tokens D (\(listed(candidates)))",
        why: "they differ in meaning, and a guess would change the fit",
        fix: "say which: \(columnsOption(.tokens, candidates[0]))")
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
            "D is not told, and the steps are epochs: give --tokens-per-epoch, the tokens of the training data"
          ]
        )
      }
      used.insert(.tokensPerEpoch)
      return (
        steps.map { $0.flatMap { $0 >= 0 ? $0 * perEpoch : nil } },
        ["D is epoch · \(plain(perEpoch)) tokens"]
      )
    }
    guard let perStep = tokensPerStep(options) else {
      return (
        steps.map { _ in nil },
        ["D is not told: give --batch and --context, in sequences and tokens"]
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

  /// Whether epochs are counted in place of steps.
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

  /// Tokens in a sequence, as said or as the settings tell.
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
      return (tokens, "D is step · \(plain(tokens)) tokens in a batch, as the log says", [])
    }
    guard
      let batch = options.batchSequences ?? setting(["global_batch_size", "global batch size"]),
      let context = contextLength(options)
    else { return nil }
    return (
      batch * context,
      "D is step · \(plain(batch)) sequences · \(plain(context)) tokens",
      [.batchSequences, .contextLength]
    )
  }

  /// The value of the first of these settings that the log has; names are compared without what stands
  /// before the last `.` or `/`.
  func setting(_ names: [String]) -> Double? {
    for name in names {
      for key in constantNames where key.lowercased().lastPart == name || key.lowercased() == name {
        if let value = constant(key), value > 0, value.isFinite { return value }
      }
    }
    return nil
  }

  /// Values for all records, from those that have one: linear in the step between them and from (0, 0)
  /// on; beyond the last, by the slope at the end.
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
          "D after step \(plain(last.step)), the last with a count of tokens, goes on with the batch "
            + "before it"
        ] : []
    )
  }
}

extension String {
  /// What stands after the last `.` or `/`.
  fileprivate var lastPart: String {
    split(whereSeparator: { $0 == "." || $0 == "/" }).last.map(String.init) ?? self
  }
}
