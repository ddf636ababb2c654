import Foundation

/// A batch as Slurm runs it: an array with a shard a task, and a job that puts the shards together.
///
/// The number of shards is written into the script: Slurm's own count of an array's tasks is 1 where
/// one missing shard is submitted again.
public struct SlurmJob: Sendable {
  /// The number of shards.
  public var shardCount: Int
  /// The command and what it is given, without its shard: `echelle batch run …`.
  public var runCommand: [String]
  /// The command that puts the shards together.
  public var mergeCommand: [String]
  /// The folder in which the commands run.
  public var workingFolder: String
  /// The folder of the results.
  public var results: String
  /// The environment that the commands need, by name.
  public var environment: [String: String] = [:]
  /// What every task asks for.
  public var resources = Resources()

  /// What Slurm is asked for.
  public struct Resources: Sendable {
    /// The partition.
    public var partition: String?
    /// The account that is charged.
    public var account: String?
    /// The longest time a task may take, as sbatch writes it.
    public var time: String?
    /// The memory of a task, as sbatch writes it.
    public var memory: String?
    /// The processors of a task.
    public var processors: Int?
    /// How many tasks may run at once.
    public var concurrentTasks: Int?
    /// Further options of sbatch, as they are.
    public var others: [String] = []

    /// No demands.
    public init() {}
  }

  /// A job of these commands.
  public init(
    shardCount: Int, runCommand: [String], mergeCommand: [String], workingFolder: String,
    results: String
  ) {
    self.shardCount = shardCount
    self.runCommand = runCommand
    self.mergeCommand = mergeCommand
    self.workingFolder = workingFolder
    self.results = results
  }

  /// The script of the array.
  ///
  /// A task that is requeued, or submitted again, goes on where it was: fits that are done are kept.
  public var arrayScript: String {
    let limit = resources.concurrentTasks.map { "%\($0)" } ?? ""
    var directives = [
      "--job-name=echelle-batch", "--array=1-\(shardCount)\(limit)", "--requeue",
      "--open-mode=append", "--output=\(results)/slurm/shard-%a.log",
    ]
    directives += shared
    directives += resources.memory.map { ["--mem=\($0)"] } ?? []
    directives += resources.processors.map { ["--cpus-per-task=\($0)"] } ?? []
    directives += resources.others
    let threads = #"--threads "${SLURM_CPUS_PER_TASK:-1}""#
    return script(
      directives,
      comment: """
        # A shard a task, of \(shardCount). To run single shards again, for example 3 and 5:
        #   sbatch --array=3,5 \(Self.quoted("\(results)/slurm/array.sh"))
        """,
      command: words(runCommand)
        + #" --shard "${SLURM_ARRAY_TASK_ID}/\#(shardCount)" "# + threads)
  }

  /// The script of the job that puts the shards together.
  ///
  /// It runs after the array however that ended, and names the shards that are missing.
  public var mergeScript: String {
    script(
      ["--job-name=echelle-merge", "--requeue", "--open-mode=append"]
        + ["--output=\(results)/slurm/merge.log"] + shared,
      comment: "# Puts the \(shardCount) shards together, or names those that are missing.",
      command: words(mergeCommand) + " --shards \(shardCount)")
  }

  private var shared: [String] {
    [
      resources.partition.map { "--partition=\($0)" }, resources.account.map { "--account=\($0)" },
      resources.time.map { "--time=\($0)" },
    ].compactMap { $0 }
  }

  private func script(_ directives: [String], comment: String, command: String) -> String {
    let exports = environment.sorted { $0.key < $1.key }
      .map { "export \($0.key)=\(Self.quoted($0.value))" }
    let lines =
      ["#!/bin/bash"] + directives.map { "#SBATCH \($0)" } + [comment, "set -euo pipefail"]
      + exports + ["cd \(Self.quoted(workingFolder))", "exec \(command)"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func words(_ command: [String]) -> String {
    command.map(Self.quoted).joined(separator: " ")
  }

  /// A word as a shell takes it for itself.
  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || "-_./=,:@%+".utf8.contains(byte)
      }
    return isPlain ? word : "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}
