import ArgumentParser
import Batch

/// What Slurm is asked for.
struct SlurmArguments: ParsableArguments {
  @Option(help: ArgumentHelp("How many parts the batch is cut into.", valueName: "count"))
  var shards: Int

  @Option(help: "The partition.")
  var partition: String?

  @Option(help: "The account that is charged.")
  var account: String?

  @Option(help: ArgumentHelp("The longest time of a part, as in 1:00:00.", valueName: "time"))
  var time: String?

  @Option(help: ArgumentHelp("The memory of a part, as in 4G.", valueName: "size"))
  var mem: String?

  @Option(help: ArgumentHelp("The processors of a part. (default: 1)", valueName: "count"))
  var cpus: Int?

  @Option(help: ArgumentHelp("How many parts may run at once.", valueName: "count"))
  var concurrent: Int?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A further option of sbatch, as in --sbatch=--qos=low (repeatable).", valueName: "option"))
  var sbatch: [String] = []

  @Flag(help: "Write the scripts, and submit nothing.")
  var dryRun = false

  /// The options that take a value, by name.
  private static let names = [
    "--shards", "--partition", "--account", "--time", "--mem", "--cpus", "--concurrent", "--sbatch",
  ]

  /// The words of a command line without these options, and without those of its output.
  static func removing(from words: [String]) -> [String] {
    let taking = names + ["--format", "--output", "-o"]
    var kept: [String] = []
    var isValue = false
    for word in words {
      if isValue {
        isValue = false
      } else if taking.contains(word) {
        isValue = true
      } else if !["--dry-run", "--force", "--quiet"].contains(word),
        !taking.contains(where: { word.hasPrefix($0 + "=") })
      {
        kept.append(word)
      }
    }
    return kept
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
    if let concurrent, concurrent < 1 { throw ValidationError("--concurrent needs at least 1") }
    let words = [partition, account, time, mem].compactMap { $0 } + sbatch
    if words.contains(where: { $0.contains(where: \.isNewline) }) {
      throw ValidationError("an option of sbatch is one line")
    }
  }
}
