import Foundation
import Testing

@Suite("Exit codes")
struct ExitCodeTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  private func shell(_ script: String) async throws -> Outcome {
    try await Command.run(
      ["-c", script], in: sandbox.folder, environment: ["E": Command.executable.path],
      executable: URL(fileURLWithPath: "/bin/bash"))
  }

  @Test("A file is data under any name.", arguments: ["--runs.csv", "--quiet", "--where"])
  func names(name: String) async throws {
    try sandbox.write("N,D,loss\n1e8,1e9,high\n", to: name)
    let bad = try await sandbox.echelle("fit", "--", name)
    #expect(bad.exitCode == 65)
    #expect(bad.errors.hasPrefix("error: \(name):2:9: "))
    try sandbox.write(SampleRuns().csv(), to: name)
    let plain = try await sandbox.echelle("fit", "--bootstrap", "20", "runs.csv")
    let run = try await sandbox.echelle("fit", "--bootstrap", "20", "--", name)
    #expect(run.exitCode == 0)
    #expect(run.output == plain.output.replacing("runs.csv", with: name))
  }

  @Test("A wrong option is a usage error, even if a file has its name.")
  func options() async throws {
    try sandbox.write(SampleRuns().csv(), to: "--where")
    let run = try await sandbox.echelle("fit", "runs.csv", "--where", "N >")
    #expect(run.exitCode == 64)
    let model = try await sandbox.echelle("count", "--layers", "many")
    #expect(model.exitCode == 64)
  }

  @Test(
    "Too many open files are a fault of the system, not of the data.",
    .disabled(if: TestEnvironment.isSanitized, "a sanitizer opens files of its own"))
  func openFiles() async throws {
    var codes: Set<Int32> = []
    for limit in 7...12 {
      let run = try await shell("ulimit -n \(limit); exec \"$E\" fit runs.csv --bootstrap 0")
      codes.insert(run.exitCode)
      if run.exitCode == 1 { #expect(run.errors.contains("Too many open files")) }
    }
    #expect(!codes.contains(65))
    #expect(codes.contains(1))
  }

  @Test(
    "What may not be read or written is a fault of the system, not of the data.",
    .enabled(if: geteuid() != 0 || Tool.path("setpriv") != nil, "an administrator needs setpriv"))
  func permissions() async throws {
    // An administrator may do everything: then someone else tries.
    let isAdministrator = geteuid() == 0
    let run = isAdministrator ? "setpriv --reuid 65534 --clear-groups \"$E\"" : "\"$E\""
    try sandbox.write(SampleRuns().csv(), to: "closed.csv")
    try sandbox.write(SampleRuns().csv(), to: "closed/runs.csv")
    let folder = sandbox.folder.path
    for (name, mode) in [("closed.csv", 0), ("closed", 0), (".", 0o555)] {
      try FileManager.default.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: "\(folder)/\(name)")
    }
    for command in [
      "fit closed.csv", "fit closed/runs.csv", "runs closed", "fit runs.csv closed.csv",
      "fit runs.csv -o fit.json", "report runs.csv -o out", "batch run runs.csv --results out",
      "predict closed.csv --params 7B --tokens 2T",
    ] {
      let outcome = try await shell("\(run) \(command) > /dev/null")
      #expect(outcome.exitCode == 1, "\(command): \(outcome.errors)")
    }
    for name in [".", "closed"] {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: "\(folder)/\(name)")
    }
  }
}
