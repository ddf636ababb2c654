import Foundation
import Testing
import TrainingRuns

@Suite("Batch: Slurm")
struct BatchSlurmTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    let rows = (0..<16).flatMap { group in
      SampleRuns(tokens: [2e9, 6e9, 2e10 + Double(group) * 1e9]).lines.map { "g\(group),\($0)\n" }
    }
    try sandbox.write("family,N,D,loss\n" + rows.joined(), to: "groups.csv")
  }

  @Test(
    "On a cluster where a task is killed, one requeued and a node lost, the bytes are those of one machine.",
    .needing("slurmctld", "slurmd", "munged", "sbatch"))
  func cluster() async throws {
    let tests = Command.packageRoot.appendingPathComponent("Tests")
    try FileManager.default.createDirectory(
      at: sandbox.url("cluster"), withIntermediateDirectories: true)
    // Without Foundation's Process, which takes no notice of an end while daemons live.
    let run = try await Programs(path: nil).run(
      tests.appendingPathComponent("slurm-cluster").path,
      [
        sandbox.url("cluster").path, tests.appendingPathComponent("check-slurm").path,
        Command.executable.path, sandbox.folder.path, "groups.csv", "--group-by", "family",
      ])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test("The scripts hold the number of shards, the resources and the batch's own options.")
  func scripts() async throws {
    let run = try await sandbox.echelle(
      "batch", "slurm", "groups.csv", "--group-by=family", "--where", "N > 1e6",
      "--results", "out", "--shards", "8", "--partition", "cpu", "--time=1:00:00", "--mem", "4G",
      "--cpus", "2", "--account", "me", "--concurrent", "4", "--sbatch", "--qos=low", "--dry-run")
    #expect(run.exitCode == 0)
    #expect(run.output.hasPrefix("written, not submitted: "))
    let array = try sandbox.read("out/slurm/array.sh")
    for line in [
      "--array=1-8%4", "--requeue", "--partition=cpu", "--account=me", "--time=1:00:00",
      "--mem=4G", "--cpus-per-task=2", "--qos=low",
    ] {
      #expect(array.contains("\n#SBATCH \(line)\n"), "\(line)")
    }
    #expect(
      array.hasSuffix(
        " batch run groups.csv --group-by=family --where 'N > 1e6' --results out "
          + #"--shard "${SLURM_ARRAY_TASK_ID}/8" --threads "${SLURM_CPUS_PER_TASK:-1}""# + "\n"))
    #expect(try sandbox.read("out/slurm/merge.sh").hasSuffix("/out --shards 8\n"))
    let check = try await Command.run(
      ["-n", "out/slurm/array.sh", "out/slurm/merge.sh"], in: sandbox.folder,
      executable: URL(fileURLWithPath: "/bin/bash"))
    #expect(check.exitCode == 0)
  }

  @Test("Without sbatch the scripts are written, with instructions.")
  func noSlurm() async throws {
    let run = try await Command.run(
      ["batch", "slurm", "groups.csv", "--results", "out", "--shards", "2"], in: sandbox.folder,
      environment: ["PATH": "/nowhere"])
    #expect(run.exitCode == 1)
    #expect(run.errors.hasPrefix("error: sbatch is not installed on this machine\n  why: "))
    #expect(try sandbox.read("out/slurm/array.sh").hasPrefix("#!/bin/bash\n"))
  }
}
