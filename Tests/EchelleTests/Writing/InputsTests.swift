import Foundation
import Testing

@Suite("Inputs are never replaced")
struct InputsTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    for name in ["runs.csv", "logs/a.csv", "logs/deep/b.csv", "g.csv", "h.csv"] {
      try sandbox.write(SampleRuns().csv(), to: name)
    }
    try sandbox.write("datasets: [g.csv, h.csv]\n", to: "manifest.yml")
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.url("link.csv").path, withDestinationPath: "logs/a.csv")
    try FileManager.default.linkItem(at: sandbox.url("g.csv"), to: sandbox.url("hard.csv"))
  }

  @Test(
    "By --force no command replaces what it reads, however it is named.",
    arguments: [
      "fit runs.csv -o runs.csv", "fit runs.csv -o ./logs/../runs.csv",
      "fit - -o runs.csv < runs.csv",
      "runs - -o runs.csv < runs.csv",
      "runs logs -o logs/a.csv", "runs logs -o logs/deep/b.csv", "runs logs -o link.csv",
      "batch run logs --results out -o logs/a.csv",
      "batch run manifest.yml --results out -o g.csv",
      "batch run manifest.yml --results out -o hard.csv",
      "batch run manifest.yml --results out --format json -o manifest.yml",
    ])
  func refused(command: String) async throws {
    let before = try sandbox.read("runs.csv")
    let run = try await Command.run(
      ["-c", "\"$E\" " + command.replacing(" -o ", with: " --force -o ")],
      in: sandbox.folder, environment: ["E": Command.executable.path],
      executable: URL(fileURLWithPath: "/bin/bash"))
    #expect(run.exitCode == 64)
    #expect(run.errors.contains("is an input of this command"), "\(run.errors)")
    for name in ["runs.csv", "logs/a.csv", "logs/deep/b.csv", "g.csv"] {
      #expect(try sandbox.read(name) == before)
    }
  }

  @Test("A batch's answer does not replace its results; it may replace files next to them.")
  func results() async throws {
    let first = try await sandbox.echelle(
      "batch", "run", "runs.csv", "--results", "out", "--bootstrap", "0")
    #expect(first.exitCode == 0)
    for name in ["shards/1-of-1.json", "summary.csv", "batch.json", ".echelle-batch.json"] {
      let before = try sandbox.read("out/\(name)")
      let run = try await sandbox.echelle(
        "batch", "merge", "--results", "out", "-o", "out/\(name)", "--force")
      #expect(run.exitCode == 64)
      #expect(try sandbox.read("out/\(name)") == before)
    }
    for _ in 0..<2 {
      let run = try await sandbox.echelle(
        "batch", "merge", "--results", "out", "-o", "out/fits.csv", "--force")
      #expect(run.exitCode == 0, "\(run.errors)")
    }
  }
}
