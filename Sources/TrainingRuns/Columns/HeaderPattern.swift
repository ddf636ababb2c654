import Escaping

/// A pattern that recognises a column header as a role.
///
/// A header is split into words at non-alphanumeric characters and where a lower-case
/// letter meets a capital, so `train_tokens`, `Train Tokens`, `train/tokens` and `trainTokens` are
/// equivalent. A pattern matches if
/// * the words, joined, are one of `whole`; or
/// * one word is the capital letter `symbol` and all others are in `variants`; or
/// * one word is in `bases` and all others are in `bases` or in `qualifiers`; `nil` `qualifiers`
///   admit all words except those in `excluded`.
///
/// Words that change the unit (`billions`, `per`, `ZFLOPs`) are in no list, so such a column is not
/// recognised. Lower-case `n`, `d`, `c`, `l` are not symbols: they often count other things.
package struct HeaderPattern: Sendable {
  var symbol: String?
  var whole: Set<String> = []
  var bases: Set<String> = []
  var variants: Set<String> = []
  var qualifiers: Set<String>? = []
  var excluded: Set<String> = []

  package func matches(_ header: String) -> Bool {
    let words = Self.words(of: header)
    let lowered = words.map { $0.lowercased() }
    if whole.contains(lowered.joined()) { return true }
    if let symbol, let place = words.firstIndex(of: symbol) {
      return lowered.indices.allSatisfy { $0 == place || variants.contains(lowered[$0]) }
    }
    guard lowered.contains(where: bases.contains) else { return false }
    return lowered.allSatisfy { word in
      if bases.contains(word) { return true }
      return qualifiers?.contains(word) ?? !excluded.contains(word)
    }
  }

  package static func words(of header: String) -> [String] {
    var words: [String] = []
    var word = ""
    // Longer headers are not names, and matching them against every role would take seconds.
    for character in header.cut(to: 200) {
      let isWordCharacter = character.isLetter || character.isNumber
      let startsWord = character.isUppercase && word.last?.isLowercase == true
      if !isWordCharacter || startsWord {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if isWordCharacter { word.append(character) }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}

extension ColumnRole {
  /// The headers recognised for this role.
  package var pattern: HeaderPattern {
    switch self {
    case .parameters:
      HeaderPattern(
        symbol: "N", whole: ["na", "nact", "nactive", "ntotal", "nnonemb", "nnoemb", "modelsize"],
        bases: [
          "parameters", "parameter", "params", "param", "nparams", "nparameters", "numparams",
          "numparameters",
        ],
        variants: counting.union(embedding).union(activity),
        qualifiers: counting.union(embedding).union(activity).union(["model", "size", "precise"]))
    case .tokens:
      HeaderPattern(
        symbol: "D", bases: ["tokens", "token", "ntokens", "numtokens"],
        variants: training,
        qualifiers: counting.union(training).union([
          "seen", "processed", "consumed", "throughput", "optim", "data", "dataset",
        ]))
    case .compute:
      HeaderPattern(
        symbol: "C", bases: ["flop", "flops", "compute"],
        variants: training.union(embedding).union(estimates).union(["budget"]),
        qualifiers: counting.union(training).union(embedding).union(estimates).union([
          "model", "budget",
        ]))
    case .loss:
      HeaderPattern(
        symbol: "L", whole: ["crossentropy", "nll"], bases: ["loss"],
        qualifiers: nil,
        excluded: [
          "aux", "auxiliary", "z", "balance", "balancing", "std", "sd", "se", "sem", "stderr",
          "var", "variance", "min", "max", "lower", "upper", "scale", "weight", "coef",
          "coefficient", "ratio", "delta", "diff", "function", "fn", "type", "name", "unit",
        ])
    case .run:
      HeaderPattern(whole: [
        "run", "runid", "runname", "exp", "expname", "experiment", "experimentname", "name",
      ])
    case .family:
      HeaderPattern(whole: ["family", "modelfamily"])
    case .step:
      HeaderPattern(whole: [
        "step", "steps", "globalstep", "trainstep", "trainglobalstep", "trainingstep",
        "currentstep",
        "currentsteps", "iteration", "iterations", "iter",
      ])
    case .weight, .order:
      HeaderPattern()
    }
  }
}

extension HeaderPattern {
  /// Headers such as `budget`, which mean the compute of a run in a table of IsoFLOP profiles, but in
  /// others its price or its tokens.
  static let computeBudget = HeaderPattern(
    bases: ["budget"],
    qualifiers: training.union(counting).union([
      "c", "flop", "flops", "compute", "iso", "isoflop", "isoflops", "nominal", "target",
    ]))
}

private let counting: Set<String> = ["n", "num", "number", "of", "count", "total", "cumulative"]
private let training: Set<String> = [
  "train", "training", "trained", "pretrain", "pretraining", "total",
]
private let estimates: Set<String> = ["est", "estimated", "approx", "approximate", "6nd"]
private let activity: Set<String> = [
  "active", "activated", "act", "dense", "trainable", "effective", "eff",
]
private let embedding: Set<String> = [
  "no", "non", "w", "with", "without", "including", "incl", "excluding", "excl", "emb", "embd",
  "embed", "embedding", "embeddings", "nonembedding", "nonemb", "noemb",
]
