public import Escaping

/// A batch as Slurm runs it: an array with one shard per task, and a job that merges the shards.
///
/// The number of shards is written into the script: Slurm's own count of array tasks is 1 if
/// a single missing shard is resubmitted.
public struct SlurmJob: Sendable {
  /// The number of shards.
  public var shardCount: Int
  /// The run command with its arguments, without its shard.
  public var runCommand: [String]
  /// The end of the command: `--` and the words after it, if present.
  public var operands: [String] = []
  /// The command that merges the shards.
  public var mergeCommand: [String]
  /// The options for values that only the scripts know.
  public var options: Options
  /// The folder in which the commands run.
  public var workingFolder: String
  /// The folder of the results.
  public var results: String
  /// The environment variables of the commands.
  public var environment: [String: String] = [:]
  /// The resources of every task.
  public var resources = Resources()

  /// Options of the commands, by name.
  public struct Options: Sendable {
    /// The shard of the run command, as `3/40`.
    public var shard: String
    /// The threads of the run command.
    public var threads: String
    /// The number of shards of the merge command.
    public var shardCount: String

    /// Options of these names.
    public init(shard: String, threads: String, shardCount: String) {
      self.shard = shard
      self.threads = threads
      self.shardCount = shardCount
    }
  }

  /// The resources requested from Slurm.
  public struct Resources: Sendable {
    /// The partition.
    public var partition: String?
    /// The account that is charged.
    public var account: String?
    /// The time limit of a task, in sbatch's format.
    public var time: String?
    /// The memory of a task, in sbatch's format.
    public var memory: String?
    /// The processors of a task.
    public var processors: Int?
    /// The number of tasks that may run at once.
    public var concurrentTasks: Int?
    /// Additional sbatch options, one word each.
    public var others: [String] = []

    /// No requests.
    public init() {}
  }

  /// A job of these commands.
  public init(
    shardCount: Int, runCommand: [String], mergeCommand: [String], options: Options,
    workingFolder: String, results: String
  ) {
    self.shardCount = shardCount
    self.runCommand = runCommand
    self.mergeCommand = mergeCommand
    self.options = options
    self.workingFolder = workingFolder
    self.results = results
  }

  /// The script of the array.
  ///
  /// A requeued or resubmitted task resumes: finished fits are kept.
  ///
  /// - Throws: `SbatchTextError` if a path or an option cannot be passed to sbatch.
  public func arrayScript() throws(SbatchTextError) -> String {
    let logs = try SbatchText.path(results)
    let limit = resources.concurrentTasks.map { "%\($0)" } ?? ""
    var directives = [
      "--job-name=echelle-batch", "--array=1-\(shardCount)\(limit)", "--requeue",
      "--open-mode=append", "--output=\(logs)/slurm/shard-%a.log",
    ]
    directives += shared
    directives += resources.memory.map { ["--mem=\($0)"] } ?? []
    directives += resources.processors.map { ["--cpus-per-task=\($0)"] } ?? []
    directives += resources.others
    let threads = options.threads + #" "${SLURM_CPUS_PER_TASK:-1}""#
    return try script(
      directives,
      comment: """
        # One shard per task, \(shardCount) in all. To run single shards again, for example 3 and 5:
        #   sbatch --array=3,5 \(ShellText.word("\(results)/slurm/array.sh"))
        """,
      command: ShellText.command(runCommand)
        + #" \#(options.shard) "${SLURM_ARRAY_TASK_ID}/\#(shardCount)" "# + threads
        + operands.map { " " + ShellText.word($0) }.joined())
  }

  /// The script of the job that merges the shards.
  ///
  /// It runs after the array however that ended, and names the missing shards.
  ///
  /// - Throws: `SbatchTextError` if a path or an option cannot be passed to sbatch.
  public func mergeScript() throws(SbatchTextError) -> String {
    let logs = try SbatchText.path(results)
    return try script(
      ["--job-name=echelle-merge", "--requeue", "--open-mode=append"]
        + ["--output=\(logs)/slurm/merge.log"] + shared,
      comment: "# Merges the \(shardCount) shards, or names the missing ones.",
      command: ShellText.command(mergeCommand) + " \(options.shardCount) \(shardCount)")
  }

  private var shared: [String] {
    [
      resources.partition.map { "--partition=\($0)" }, resources.account.map { "--account=\($0)" },
      resources.time.map { "--time=\($0)" },
    ].compactMap { $0 }
  }

  private func script(
    _ directives: [String], comment: String, command: String
  ) throws(SbatchTextError) -> String {
    var lines: [String] = []
    for directive in directives { lines.append(try SbatchText.directive(directive)) }
    let exports = environment.sorted { $0.key < $1.key }
      .map { "export \($0.key)=\(ShellText.word($0.value))" }
    lines =
      ["#!/bin/bash"] + lines + [comment, "set -euo pipefail"]
      + exports + ["cd \(ShellText.word(workingFolder))", "exec \(command)"]
    return lines.joined(separator: "\n") + "\n"
  }
}
