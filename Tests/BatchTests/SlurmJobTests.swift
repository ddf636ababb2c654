import Batch
import Escaping
import Foundation
import Testing
import TrainingRuns

@Suite("Slurm's scripts")
struct SlurmJobTests {
  private func job(_ results: String) -> SlurmJob {
    var job = SlurmJob(
      shardCount: 4, runCommand: ["echelle", "batch", "run", "it's a run.csv"],
      mergeCommand: ["echelle", "batch", "merge", results],
      options: SlurmJob.Options(shard: "--shard", threads: "--threads", shardCount: "--shards"),
      workingFolder: "/work dir", results: results)
    job.operands = ["--", "$(reboot)"]
    job.environment = ["ECHELLE_DATASETS": "/data sets", "B": "`x`"]
    job.resources.partition = "long"
    job.resources.account = "lab"
    job.resources.time = "1:00:00"
    job.resources.memory = "4G"
    job.resources.processors = 8
    job.resources.concurrentTasks = 2
    job.resources.others = ["--constraint=a|b"]
    return job
  }

  @Test("Request the given resources and quote every word.")
  func scripts() throws {
    let job = job("/out")
    let array = try job.arrayScript()
    for line in [
      "#!/bin/bash", "#SBATCH --array=1-4%2", "#SBATCH --partition=long", "#SBATCH --account=lab",
      "#SBATCH --time=1:00:00", "#SBATCH --mem=4G", "#SBATCH --cpus-per-task=8",
      "#SBATCH '--constraint=a|b'", "export B='`x`'", "export ECHELLE_DATASETS='/data sets'",
      "cd '/work dir'",
    ] {
      #expect(
        array.split(separator: "\n").contains { $0.replacing("\"", with: "'") == line },
        "\(line) in \(array)")
    }
    #expect(array.contains("exec echelle batch run 'it'\\''s a run.csv' --shard "))
    #expect(array.hasSuffix(" -- '$(reboot)'\n"))
    let merge = try job.mergeScript()
    #expect(merge.contains("exec echelle batch merge /out --shards 4"))
    #expect(!merge.contains("--array"))
  }

  @Test("A line break in an option or a path is refused.")
  func lineBreaks() {
    var job = job("/out")
    job.resources.partition = "a\nb"
    #expect(throws: SbatchTextError.self) { try job.arrayScript() }
    #expect(throws: SbatchTextError.self) { try job.mergeScript() }
    #expect(throws: SbatchTextError.self) { try self.job("/out\n#SBATCH").arrayScript() }
  }

  @Test("Scripts are written next to the results and parsed by bash.")
  func writing() async throws {
    try await withFolder([:]) { folder in
      let paths = try job("\(folder)/out").write()
      for path in [paths.array, paths.merge] {
        let read = try await Programs(path: nil).run("/bin/bash", ["-n", path])
        #expect(read.status == 0, "\(read.errors)")
      }
    }
  }
}
