/// The words of a command line with the names of version 0.1 replaced by today's.
///
/// The parser, help, completions and manual know today's names only, and so do the commands recorded in
/// documents.
struct OldNames {
  /// The words with today's names.
  let words: [String]
  /// The old names among them, each with its replacement.
  let replaced: [(old: String, new: String)]

  private static let commands: [(old: [String], new: [String])] = [
    (["runs"], ["collect"]),
    (["compare-laws"], ["compare"]),
    (["rollout"], ["backtest"]),
    (["multiverse"], ["sensitivity"]),
    (["verify"], ["reproduce"]),
    (["precision"], ["quantize"]),
    (["outlook"], ["energy", "outlook"]),
    (["grid"], ["grids"]),
    (["export", "notebook"], ["export", "--to", "notebook"]),
    (["energy", "inference"], ["energy", "serve"]),
  ]

  /// Old names of options, by command.
  private static let options: [String: [(old: String, new: String)]] = [
    "plan": [("--gpus", "--chips")],
    "energy serve": [("--accelerators", "--chips")],
  ]

  /// Replaces the old names in `words`, which follow the name of the program.
  init(_ words: some Sequence<String>) {
    var words = Array(words)
    var replaced: [(old: String, new: String)] = []
    // `help` is followed by the name of a command, without its options.
    let start = words.first == "help" ? 1 : 0
    if let (old, new) = Self.commands.first(where: { words[start...].starts(with: $0.old) }),
      !(new.contains("--to") && words.contains(where: { $0 == "--to" || $0.hasPrefix("--to=") }))
    {
      words.replaceSubrange(
        start..<(start + old.count), with: start == 0 ? new[...] : new.prefix { $0 != "--to" })
      replaced.append((old.joined(separator: " "), new.joined(separator: " ")))
    }
    let command = Self.options.keys.first {
      words.starts(with: $0.split(separator: " ").map(String.init))
    }
    let end = words.firstIndex(of: "--") ?? words.endIndex
    for (old, new) in command.flatMap({ Self.options[$0] }) ?? [] {
      for index in 0..<end where words[index] == old || words[index].hasPrefix(old + "=") {
        words[index] = new + words[index].dropFirst(old.count)
        if !replaced.contains(where: { $0.old == old }) { replaced.append((old, new)) }
      }
    }
    self.words = words
    self.replaced = replaced
  }

  /// The words that this process was started with.
  static var current: OldNames { OldNames(CommandLine.arguments.dropFirst()) }

  /// Names the replacements on standard error, at a terminal only.
  func note() {
    guard Machine.isInteractive else { return }
    for (old, new) in replaced { Machine.writeNote("'\(old)' is now '\(new)'") }
  }
}
