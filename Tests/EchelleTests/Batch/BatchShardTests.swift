import Foundation
import Testing

@Suite("Batch: shards")
struct BatchShardTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    for (index, tokens) in [2e9, 3e9, 4e9, 5e9, 6e9].enumerated() {
      try sandbox.write(
        SampleRuns(tokens: [tokens, tokens * 3, tokens * 9]).csv(), to: "runs/\(index).csv")
    }
    try sandbox.write("N,D,loss\n1e8,1e9,3\n", to: "runs/few.csv")
  }

  private func shard(_ shard: String, _ arguments: String...) async throws -> Outcome {
    try await Command.run(
      ["batch", "run", "runs", "--results", "out", "--bootstrap", "20", "--shard", shard]
        + arguments, in: sandbox.folder)
  }

  private func merge(_ arguments: String...) async throws -> Outcome {
    try await Command.run(["batch", "merge", "--results", "out"] + arguments, in: sandbox.folder)
  }

  @Test("Merged shards equal a batch run in one piece, byte for byte.")
  func bytes() async throws {
    let whole = try await sandbox.echelle(
      "batch", "runs", "--results", "whole", "--bootstrap", "20")
    #expect(whole.exitCode == 65)
    for index in [3, 1, 2] { _ = try await shard("\(index)/3") }
    let merged = try await merge()
    #expect(merged.exitCode == 65)
    #expect(merged.output == whole.output)
    for file in ["batch.json", "summary.csv", "index.html"] {
      #expect(try sandbox.read("out/\(file)") == sandbox.read("whole/\(file)"))
    }
    for file in try FileManager.default.contentsOfDirectory(atPath: sandbox.url("out/fits").path) {
      #expect(try sandbox.read("out/fits/\(file)") == sandbox.read("whole/fits/\(file)"))
    }
  }

  @Test("Missing and corrupt shards are named, all of them.")
  func missing() async throws {
    for index in [1, 3, 4] { _ = try await shard("\(index)/4") }
    try sandbox.write("{\"items\": [", to: "out/shards/3-of-4.json")
    let fits = try FileManager.default.contentsOfDirectory(atPath: sandbox.url("out/fits").path)
    let file = try #require(fits.first { $0.hasPrefix("runs-0") })
    try sandbox.write("torn", to: "out/fits/\(file)")
    let run = try await merge()
    #expect(run.exitCode == 65)
    #expect(
      run.errors == """
        error: out: shard 1 of 4: corrupt: fits/\(file) does not match its checksum
        out: shard 2 of 4: missing
        out: shard 3 of 4: corrupt: shards/3-of-4.json cannot be read
          why: a batch is merged from all of its shards
          fix: run shards 1,2,3 again with --shard; under Slurm: sbatch --array=1,2,3 out/slurm/array.sh

        """)
    let record = sandbox.url("out/batch.json").path
    #expect(!FileManager.default.fileExists(atPath: record))
    for index in 1...3 { _ = try await shard("\(index)/4") }
    #expect(try await merge().output.hasSuffix("5 of 6 fits done\n"))
  }

  @Test(
    "Shards made with different kernels are refused unless they are allowed.",
    .enabled("this machine has one vector kernel") {
      try await Sandbox().echelle("fit", "--help", "--all").output.contains("sse2, avx2")
    })
  func mixed() async throws {
    _ = try await shard("1/2", "--kernel", "sse2")
    _ = try await shard("2/2", "--kernel", "avx2")
    let run = try await merge()
    #expect(run.exitCode == 65)
    let lines = run.errors.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines[0].wholeMatch(
        of:
          /error: out: the shards were made with Echelle [\d.]+, kernel avx2, .+ and Echelle [\d.]+, kernel sse2, .+/
      ) != nil)
    #expect(
      lines[1]
        == "  why: fits made with different versions, vector kernels or BLAS kernels differ in the last digits"
    )
    #expect(
      lines[2]
        == "  fix: set --kernel and OPENBLAS_CORETYPE and run the others again, or pass "
        + "--allow-mixed-kernels")
    let allowed = try await merge("--allow-mixed-kernels", "--format", "json")
    #expect(try JSONDocument(allowed.output).list("makers").count == 2)
  }

  @Test(
    "Shards made with the kernels of BLAS for different processors are refused.",
    .enabled("this BLAS has not the kernels of several processors") {
      try await hasSeveralKernels()
    })
  func mixedLibraries() async throws {
    for (index, processor) in [(1, "Prescott"), (2, "Nehalem")] {
      _ = try await sandbox.echelle(
        "batch", "run", "runs", "--results", "out", "--bootstrap", "20", "--shard", "\(index)/2",
        environment: ["OPENBLAS_CORETYPE": processor])
    }
    let shards = try [1, 2].map { try sandbox.read("out/shards/\($0)-of-2.json") }
    #expect(shards[0].contains("Prescott") && shards[1].contains("Nehalem"))
    let run = try await merge()
    #expect(run.exitCode == 65)
    #expect(run.errors.contains("Nehalem") && run.errors.contains("Prescott"), "\(run.errors)")
    #expect(try await merge("--allow-mixed-kernels").output.hasSuffix("5 of 6 fits done\n"))
  }

  @Test("Shards of different batches are refused.")
  func different() async throws {
    _ = try await shard("1/2")
    _ = try await shard("2/2", "--seed", "7")
    let run = try await merge()
    #expect(run.exitCode == 65)
    #expect(run.errors.hasPrefix("error: out: shard 2 belongs to another batch\n"))
  }

  @Test("A folder without results, and one with two batches, are refused.")
  func counts() async throws {
    #expect(try await merge().errors.hasPrefix("error: out: contains no batch results\n"))
    _ = try await shard("1/2")
    _ = try await shard("1/3")
    #expect(
      try await merge().errors.hasPrefix(
        "error: out: contains results of batches with different shard counts: 2 and 3\n"))
  }

  @Test("An invalid shard is refused.", arguments: ["0/2", "3/2", "1", "a/b", "1/2/3"])
  func badShard(text: String) async throws {
    #expect(try await shard(text).exitCode == 64)
  }
}

/// Whether the BLAS here takes the kernels of another processor where that is asked for.
private func hasSeveralKernels() async throws -> Bool {
  for processor in ["Prescott", "Nehalem"] {
    let run = try await Sandbox().echelle(
      "fit", "hoffmann2022", "--bootstrap", "0", environment: ["OPENBLAS_CORETYPE": processor])
    guard run.output.contains(processor) else { return false }
  }
  return true
}
