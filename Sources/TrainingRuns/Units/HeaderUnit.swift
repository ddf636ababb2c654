/// The unit implied by a column's name.
struct HeaderUnit: Equatable {
  /// Its meaning, as part of a sentence.
  var meaning: String
  /// The unit, in the syntax of ``ColumnUnit``; capitals are placeholders.
  var unit: String

  /// The unit that `header` suggests for a role, if it differs from the default; `nil` if it
  /// suggests none.
  init?(header: String, role: ColumnRole) {
    let words = HeaderPattern.words(of: header).map { $0.lowercased() }
    let set = Set(words)
    // 'tokens_per_second' and the like are rates, not amounts.
    guard !set.contains("per") || role == .loss, set.isDisjoint(with: Self.rates) else {
      return nil
    }
    let found: (String, String)?
    switch role {
    case .parameters where !set.isDisjoint(with: Self.parameterWords):
      found = Self.scale(set)
    case .tokens where !set.isDisjoint(with: ["tokens", "token", "d"]):
      found = Self.scale(set)
    case .tokens where !set.isDisjoint(with: Self.sequenceWords):
      found = ("sequences", "sequences*TOKENS-IN-A-SEQUENCE")
    case .tokens where !set.isDisjoint(with: Self.stepWords):
      found = ("steps", "steps*TOKENS-IN-A-STEP")
    case .compute: found = Self.compute(words)
    case .loss: found = Self.loss(words)
    default: found = nil
    }
    guard let found else { return nil }
    (meaning, unit) = found
  }

  private static let rates: Set<String> = [
    "second", "sec", "s", "hour", "throughput", "rate", "mfu",
  ]
  private static let parameterWords: Set<String> = [
    "params", "param", "parameters", "parameter", "size", "n",
  ]
  private static let sequenceWords: Set<String> = [
    "sequences", "sequence", "seqs", "samples", "examples",
  ]
  private static let stepWords: Set<String> = ["steps", "step", "iterations", "iters", "updates"]
  private static let forwardWords: Set<String> = ["forward", "fwd", "fw", "inference"]

  private static func scale(_ words: Set<String>) -> (String, String)? {
    let scales: [(words: Set<String>, name: String)] = [
      (["k", "thousand", "thousands"], "thousands"),
      (["m", "mn", "million", "millions"], "millions"),
      (["b", "bn", "billion", "billions"], "billions"),
      (["t", "tn", "trillion", "trillions"], "trillions"),
    ]
    return scales.first { !$0.words.isDisjoint(with: words) }.map { ($0.name, $0.name) }
  }

  private static func compute(_ words: [String]) -> (String, String)? {
    let isForward = words.contains(where: forwardWords.contains)
    if words.contains(where: ["mac", "macs", "multadds", "madds"].contains) {
      return isForward
        ? ("multiply-accumulates of the forward pass", "forward-macs")
        : ("multiply-accumulates", "macs")
    }
    let prefixes = [
      ("g", "gigaflop", "1e9"), ("t", "teraflop", "1e12"), ("p", "petaflop", "1e15"),
      ("e", "exaflop", "1e18"), ("z", "zettaflop", "1e21"),
    ]
    let joined = words.joined()
    if words.contains(where: ["day", "days"].contains) {
      let isPeta = ["pf", "pfs", "pflop", "pflops", "petaflop", "petaflops"].contains {
        joined.contains($0)
      }
      return isPeta ? ("petaFLOP/s-days", "petaflop-days") : nil
    }
    guard joined.contains("flop") else { return nil }
    let scaled = prefixes.first { prefix, name, _ in
      words.contains { ["\(prefix)flop", "\(prefix)flops", name, "\(name)s"].contains($0) }
    }
    if isForward {
      return ("FLOP of the forward pass", "forward" + (scaled.map { "*\($0.2)" } ?? ""))
    }
    return scaled.map { ($0.1, $0.1) }
  }

  private static func loss(_ words: [String]) -> (String, String)? {
    let joined = words.joined(separator: " ")
    if words.contains(where: ["ppl", "perplexity"].contains) {
      return ("perplexity", "perplexity")
    }
    if words.contains("bpb") || joined.contains("bits per byte") {
      return ("bits per byte", "bits*BYTES-IN-A-TOKEN")
    }
    if words.contains("bpc") || joined.contains("bits per character") {
      return ("bits per character", "bits*CHARACTERS-IN-A-TOKEN")
    }
    if words.contains(where: ["bits", "bit", "bpt"].contains) { return ("bits", "bits") }
    return nil
  }
}
