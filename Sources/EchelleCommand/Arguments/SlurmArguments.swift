import ArgumentParser
import Batch
import Escaping

/// Options of Slurm jobs.
struct SlurmArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Number of shards.", valueName: "count"))
  var shards: Int

  @Option(help: "Partition.")
  var partition: String?

  @Option(help: "Account to charge.")
  var account: String?

  @Option(help: ArgumentHelp("Time limit per shard, as in 1:00:00.", valueName: "time"))
  var time: String?

  @Option(help: ArgumentHelp("Memory per shard, as in 4G.", valueName: "size"))
  var mem: String?

  @Option(help: ArgumentHelp("Processors per shard. (default: 1)", valueName: "count"))
  var cpus: Int?

  @Option(help: ArgumentHelp("Number of shards that may run at once.", valueName: "count"))
  var concurrent: Int?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Further sbatch option, as in --sbatch=--qos=low (repeatable).", valueName: "option"))
  var sbatch: [String] = []

  @Flag(help: "Write the scripts without submitting them.")
  var dryRun = false

  /// The options that take a value, by name.
  private static let names = [
    "--shards", "--partition", "--account", "--time", "--mem", "--cpus", "--concurrent", "--sbatch",
  ]

  /// The words of a command line without these options, and without those of its output: those before a
  /// `--`, and it with those that follow it, which are no options whatever they look like.
  static func removing(from words: [String]) -> (options: [String], operands: [String]) {
    let taking = names + ["--format", "--output", "-o"]
    var kept: [String] = []
    var isValue = false
    for (index, word) in words.enumerated() {
      if isValue {
        isValue = false
      } else if word == "--" {
        return (kept, Array(words[index...]))
      } else if taking.contains(word) {
        isValue = true
      } else if !["--dry-run", "--force", "--quiet"].contains(word),
        !taking.contains(where: { word.hasPrefix($0 + "=") })
      {
        kept.append(word)
      }
    }
    return (kept, [])
  }

  /// The longest array that Slurm can be configured for.
  static let mostShards = 4_000_000

  /// Whether sbatch takes `text` as a time.
  private static func isTime(_ text: String) -> Bool {
    if ["UNLIMITED", "INFINITE"].contains(text.uppercased()) { return true }
    let halves = text.split(separator: "-", omittingEmptySubsequences: false)
    let parts = halves[halves.count - 1].split(separator: ":", omittingEmptySubsequences: false)
    let words = halves.dropLast() + parts
    return halves.count <= 2 && (1...3).contains(parts.count)
      && words.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }
  }

  /// Whether sbatch takes `text` as an amount of memory.
  private static func isMemory(_ text: String) -> Bool {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).uppercased()
    return !digits.isEmpty && ["", "K", "M", "G", "T", "KB", "MB", "GB", "TB"].contains(unit)
  }

  var resources: SlurmJob.Resources {
    var resources = SlurmJob.Resources()
    resources.partition = partition
    resources.account = account
    resources.time = time
    resources.memory = mem
    resources.processors = cpus
    resources.concurrentTasks = concurrent
    resources.others = sbatch
    return resources
  }

  func validate() throws {
    for (name, value) in [("--shards", shards), ("--cpus", cpus ?? 1)] where value < 1 {
      throw ValidationError("\(name) needs at least 1")
    }
    guard shards <= Self.mostShards else {
      throw ValidationError("--shards needs at most \(Self.mostShards), like a Slurm array")
    }
    if let concurrent, concurrent < 1 { throw ValidationError("--concurrent needs at least 1") }
    if let time, !Self.isTime(time) {
      throw ValidationError("--time needs minutes, or HOURS:MINUTES:SECONDS, or DAYS-HOURS")
    }
    if let mem, !Self.isMemory(mem) {
      throw ValidationError("--mem needs a whole number with K, M, G or T, as in 4G")
    }
    // The script gives each shard as many threads as Slurm gave it processors.
    try OptionConflict.refuseIdle(
      ["--threads"], because: "Slurm sets the number of threads", fix: "use --cpus")
    for word in [partition, account].compactMap({ $0 }) + sbatch {
      do {
        try SbatchText.check(word)
      } catch {
        throw ValidationError("\(error)")
      }
    }
  }
}
