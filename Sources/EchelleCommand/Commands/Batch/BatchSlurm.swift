import ArgumentParser
import Batch
import Foundation
import Reporting

struct BatchSlurm: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "slurm",
    abstract: "Run a batch on a Slurm cluster.",
    discussion: """
      Writes RESULTS/slurm/array.sh and merge.sh and submits them: an array of shards, then the \
      merge. The results must be on a file system that all nodes share. The merge runs when the \
      array has ended, successfully or not, and names the shards to resubmit. Requeued tasks \
      resume. On a cluster with mixed processors, pin one kernel with --kernel.

      EXAMPLES
        echelle batch slurm manifest.yml --results out --shards 100 \\
          --partition cpu --time 1:00:00
        echelle batch slurm manifest.yml --results out --shards 8 --dry-run
        echelle batch slurm sweep.csv --group-by family --results out \\
          --shards 8 --mem 4G --cpus 4
      """)

  static let mainOptions = [
    "results", "shards", "partition", "time", "mem", "cpus", "law", "columns", "group-by",
    "dry-run",
  ]

  @OptionGroup var batch: BatchArguments
  @OptionGroup(title: "Slurm") var slurm: SlurmArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      try batch.runner(batch.plan()).check()
      let job = try job()
      var report: SlurmReport
      if slurm.dryRun {
        let scripts = try job.write()
        report = SlurmReport(array: scripts.array, merge: scripts.merge, shards: slurm.shards)
      } else {
        let submitted = try await job.submit(by: Machine.programs)
        report = SlurmReport(
          array: job.results + "/slurm/array.sh", merge: job.results + "/slurm/merge.sh",
          shards: slurm.shards)
        report.arrayJob = submitted.array
        report.mergeJob = submitted.merge
      }
      try output.write(report)
    }
  }

  private func job() throws -> SlurmJob {
    let results = URL(fileURLWithPath: batch.results).standardizedFileURL.path
    let given = SlurmArguments.removing(from: OldNames.current.words)
    guard let place = given.options.firstIndex(of: "slurm") else {
      preconditionFailure("this command is called slurm")
    }
    var job = SlurmJob(
      shardCount: slurm.shards,
      runCommand: [Machine.executable, "batch", "run"] + given.options[(place + 1)...],
      mergeCommand: [Machine.executable, "batch", "merge", "--results", results],
      options: SlurmJob.Options(shard: "--shard", threads: "--threads", shardCount: "--shards"),
      workingFolder: FileManager.default.currentDirectoryPath, results: results)
    job.operands = given.operands
    job.environment = Machine.datasetEnvironment
    job.resources = slurm.resources
    return job
  }
}
