import Foundation
import Testing

/// Every option of every command, from the parser's own description, with senseless values and where
/// it would change nothing: none is taken in silence.
@Suite("Every option takes effect or is refused")
struct OptionWalkTests {
  /// A command line that works for each command; `nil` where it needs what tests do not have.
  static let bases: [String: String?] = [
    "fit": "cols.csv --bootstrap 0",
    "predict": "cols.csv --bootstrap 0 --params 7B --tokens 1T",
    "plan": "cols.csv --bootstrap 0 --compute 1e22",
    "frontier": "cols.csv --bootstrap 0 --points 2",
    "policies": "cols.csv --bootstrap 0 --compute 1e22",
    "quantize": "cols.csv --bootstrap 0 --params 7B --tokens 1T",
    "report": "cols.csv --bootstrap 0 --format csv",
    "export": "cols.csv --bootstrap 0 --format ipynb",
    "collect": "log.csv",
    "batch run": "cols.csv --results batch{} --bootstrap 0",
    "batch merge": "--results merged",
    "batch slurm": "cols.csv --results job{} --shards 2 --dry-run",
    "backtest": "cols.csv --bootstrap 0",
    "coverage": "cols.csv --bootstrap 2 --sets 1 --interval wald",
    "calibration": "cols.csv --only --bootstrap 0",
    "sensitivity": "cols.csv --bootstrap 0",
    "envelope": "curves.csv --bootstrap 0", "isoflop": "iso.csv --bootstrap 0",
    "approaches": "iso.csv --bootstrap 0",
    "compare": "cols.csv --bootstrap 0 --laws chinchilla --laws A/C^p",
    "reproduce": "hoffmann2022 --bootstrap 2",
    "laws list": "", "laws show": "chinchilla",
    "laws evaluate": "chinchilla --params 7B --tokens 1T",
    "datasets list": "", "datasets show": "hoffmann2022",
    // It fetches tables.
    "datasets pull": nil,
    "count": "--layers 12 --width 768 --heads 12 --vocabulary 50257 --context 1024",
    "energy train": "--params 7B --tokens 1T", "energy serve": "--params 7B",
    "energy queries": "", "energy disclose": "--form eu-gpai --params 7B --tokens 1T",
    // It has no option but a table, and takes long.
    "energy backtest": nil,
    "energy outlook": "", "hardware list": "", "hardware show": "h100-sxm", "grids list": "",
    "grids show": "fra",
  ]

  /// The commands that take a saved fit in place of runs.
  static let ofFits = [
    "predict", "plan", "frontier", "policies", "quantize", "report", "export",
  ]

  static let rules = [
    OptionRule.fitting, OptionRule.answers, OptionRule.runs, OptionRule.energy,
  ].reduce(into: [String: OptionRule]()) { $0.merge($1) { first, _ in first } }

  let sandbox: Sandbox

  init() async throws {
    sandbox = try await Self.shared.value
  }

  /// The files are made once for all tests of the walk.
  private static let shared = Task { try await prepared() }

  @Test("Every option of every command is accounted for.")
  func accounted() async throws {
    let options = try await options()
    #expect(Set(options.map(\.command)) == Set(Self.bases.keys))
    var used: Set<String> = []
    for option in options {
      guard let (key, rule) = rule(of: option) else {
        Issue.record("\(option.command) \(option.name): the walk does not know this option")
        continue
      }
      used.insert(key)
      if option.takesValue {
        #expect(
          !rule.nonsense.isEmpty || rule.value != nil, "\(option.command) \(option.name): no values"
        )
      }
      let isIdleHere =
        rule.idle.contains { $0.hasPrefix(option.command + " ") }
        || isOfFitting(option) && Self.ofFits.contains(option.command)
      #expect(
        isIdleHere || rule.always?.isEmpty == false,
        "\(option.command) \(option.name): neither a line on which it changes nothing nor a reason")
    }
    #expect(Set(Self.rules.keys).subtracting(used).isEmpty, "rules of options that are not there")
  }

  @Test("Nonsense is refused, and the same command with a sensible value works.")
  func nonsense() async throws {
    var declared: Set<String> = []
    var names: Set<String> = []
    var lines: [Line] = []
    for option in try await options() where option.takesValue {
      guard let (_, rule) = rule(of: option) else { continue }
      let base = Self.bases[option.command] ?? nil
      let isNew = declared.insert("\(option.name) \(option.help)").inserted
      // What the parser finds out is the same wherever the option is declared once.
      guard isNew || rule.isFoundOnReading && base != nil else { continue }
      let known = try await options().filter { $0.command == option.command }
      func line(_ value: String) -> [String] {
        words(base ?? "", with: rule.beside, adding: option, value, known: known)
      }
      // The last of them passes the parser.
      let values = isNew ? rule.nonsense[...] : rule.nonsense.suffix(1)
      // A batch goes on after a fit that fails, and says so at the end.
      let status = option.command == "batch run" ? rule.status.union([65]) : rule.status
      lines += values.map { Line(line($0), allowed: status) }
      if names.insert(option.name).inserted, option.name != "--share" {
        lines.append(Line(line(""), allowed: [64]))
      }
      if isNew, base != nil, let value = rule.value, option.name != "--kernel" {
        lines.append(Line(line(value), allowed: [0]))
      }
    }
    #expect(lines.count > 300)
    try await run(lines)
  }

  @Test("An option that would change nothing is refused.")
  func idle() async throws {
    var lines = Self.rules.values.flatMap { rule in
      rule.idle.map { Line($0.split(separator: " ").map(String.init), allowed: [64]) }
    }
    let options = try await options()
    var names: Set<String> = []
    for option in options {
      guard let (_, rule) = rule(of: option), let base = Self.bases[option.command] ?? nil else {
        continue
      }
      let known = options.filter { $0.command == option.command }
      // A saved fit records how it was made; one way in has the checks of all commands.
      if isOfFitting(option), Self.ofFits.contains(option.command),
        option.command == "predict" || ["--fix", "--where", "--bootstrap"].contains(option.name)
      {
        let saved = base.replacing("cols.csv", with: "fit.json")
          .replacing("--bootstrap 0", with: "")
        lines.append(
          Line(
            words(saved, with: "", adding: option, rule.value, known: known), allowed: [64],
            saying: "has no effect on a fit read from a file"))
      }
      // Of two values the parser would take the last.
      if option.takesValue, !option.isRepeating, let value = rule.value,
        names.insert(option.name).inserted
      {
        lines.append(
          Line(
            words(base, with: rule.beside, adding: option, value, known: known)
              + [option.name, value], allowed: [64],
            saying: "\(option.name) takes one value and is given twice"))
      }
    }
    try await run(lines)
  }

  @Test("Extreme numbers end in a result or an error, within the time limit.")
  func huge() async throws {
    var lines: [Line] = []
    for option in try await options() where option.takesValue {
      guard let (_, rule) = rule(of: option), let base = Self.bases[option.command] ?? nil,
        option.name != "--output"
      else { continue }
      let known = try await options().filter { $0.command == option.command }
      for value in ["9223372036854775807", "1e308"] {
        lines.append(
          Line(
            words(base, with: rule.beside, adding: option, value, known: known),
            allowed: [0, 1, 64, 65], saying: ""))
      }
    }
    #expect(lines.count > 500)
    try await run(lines)
  }

  @Test("Every command with -o refuses an extension that it does not write, and lists its own.")
  func extensions() async throws {
    let writing = try await options().filter { $0.name == "--output" }.map(\.command)
    #expect(writing.count > 25)
    for command in writing {
      // These take a while, but refuse before they start.
      let base = (Self.bases[command] ?? nil) ?? (command == "datasets pull" ? "gemstones" : "")
      let words = base.split(separator: " ").map(String.init)
      let named = ["--format", "--to"].compactMap { name in
        words.firstIndex(of: name).map { [$0, $0 + 1] }
      }.joined()
      let line = words.indices.filter { !named.contains($0) }.map { words[$0] }
      for file in ["x.png", "x.docx"] {
        let run = try await Command.run(
          command.split(separator: " ").map(String.init) + line + ["-o", file], in: sandbox.folder)
        let suffix = file.split(separator: ".")[1]
        #expect(run.exitCode == 64, "\(command): \(run.errors)")
        #expect(
          run.errors.hasPrefix(
            "error: -o \(file): this command does not write .\(suffix) files; use ."),
          "\(command): \(run.errors)")
        #expect(run.output.isEmpty)
      }
    }
    #expect(try sandbox.names().allSatisfy { !$0.hasPrefix("x.") })
  }

  @Test("A command's own line works.")
  func basesWork() async throws {
    try await run(
      Self.bases.compactMap { command, base in
        base.map { Line("\(command) \($0)".split(separator: " ").map(String.init), allowed: [0]) }
      })
  }

  // MARK: - Lines

  /// A command line, and what may come of it.
  struct Line: Sendable {
    let words: [String]
    let allowed: Set<Int32>
    /// What standard error has to say.
    let text: String

    init(_ words: [String], allowed: Set<Int32>, saying text: String = "error: ") {
      self.words = words
      self.allowed = allowed
      self.text = allowed == [0] ? "" : text
    }
  }

  private func run(_ lines: [Line]) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, line) in lines.enumerated() {
        let words = line.words.map { $0.replacing("{}", with: "\(number)") }
        group.addTask {
          let run = try await Command.run(words, in: sandbox.folder)
          let shown =
            "echelle \(words.joined(separator: " ")): \(run.exitCode) \(run.errors.prefix(300))"
          #expect(line.allowed.contains(run.exitCode), "\(shown)")
          #expect(line.text.isEmpty || run.errors.contains(line.text), "\(shown)")
          // A batch says on standard output what became of each dataset.
          let mayPrint = run.exitCode == 0 || words.starts(with: ["batch", "run"])
          #expect(mayPrint || run.output.isEmpty, "\(shown)")
        }
      }
      try await group.waitForAll()
    }
  }

  /// A command's words with an option added in place of what they said of it.
  private func words(
    _ base: String, with beside: String, adding option: DumpedOption, _ value: String?,
    known: [DumpedOption]
  ) -> [String] {
    var words = base.split(separator: " ").map(String.init)
    func remove(_ name: String) {
      guard let place = words.firstIndex(of: name) else { return }
      words.removeSubrange(place...min(place + 1, words.count - 1))
    }
    var pairs = beside.split(separator: " ").map(String.init)[...]
    while let name = pairs.popFirst() {
      let value = pairs.first?.hasPrefix("--") == false ? pairs.popFirst() : nil
      guard name != option.name, let found = known.first(where: { $0.name == name }) else {
        continue
      }
      if found.takesValue { remove(name) }
      words += [name] + (value.map { [$0] } ?? [])
    }
    if !option.isRepeating { remove(option.name) }
    switch option.name {
    // It names the runs in place of the first word.
    case "--on": words.removeFirst()
    // It has the models in place of these.
    case "--points" where option.command == "predict": ["--params", "--tokens"].forEach(remove)
    // It states the form that --format states too.
    case "--to": remove("--format")
    default: break
    }
    return option.command.split(separator: " ").map(String.init) + words + [option.name]
      + (value.map { [$0] } ?? [])
  }

  /// Whether the option is about how a fit is made, which a saved fit records.
  private func isOfFitting(_ option: DumpedOption) -> Bool {
    OptionRule.fitting.keys.contains(option.name)
      && !["--threads", "--share", "--group", "--report"].contains(option.name)
  }

  private func rule(of option: DumpedOption) -> (key: String, rule: OptionRule)? {
    let keys = ["\(option.command) \(option.name)", option.name]
    return keys.lazy.compactMap { key in Self.rules[key].map { (key, $0) } }.first
  }

  private func options() async throws -> [DumpedOption] { try await Self.dumped.value }

  /// The parser's description, which takes a while to get.
  private static let dumped = Task {
    let run = try await Command.run(
      ["--experimental-dump-help"], in: FileManager.default.temporaryDirectory)
    return try JSONDecoder().decode(CommandDump.self, from: Data(run.output.utf8)).options
  }
}
