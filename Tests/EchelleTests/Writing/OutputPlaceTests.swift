import Foundation
import Testing

@Suite("Output destinations")
struct OutputPlaceTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  private func fit(_ options: String...) async throws -> Outcome {
    try await Command.run(
      ["fit", "runs.csv", "--bootstrap", "20"] + options, in: sandbox.folder)
  }

  @Test("A device is written to, never replaced.")
  func device() async throws {
    #expect(try await fit("-o", "/dev/null", "--force").exitCode == 0)
    #expect(try await fit("-o", "/dev/null").exitCode == 0)
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
    let full = try await fit("-o", "/dev/full")
    #expect(full.exitCode == 1)
    #expect(full.errors.hasPrefix("error: /dev/full: cannot be written: No space left on device\n"))
    let printed = try await fit()
    #expect(try await fit("-o", "/dev/stdout").output == printed.output)
  }

  @Test("A link is kept and written through; a replaced file keeps its mode.")
  func linksAndModes() async throws {
    try sandbox.write("old", to: "real.txt")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: sandbox.url("real.txt").path)
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.url("link.txt").path, withDestinationPath: "real.txt")
    #expect(try await fit("-o", "link.txt").exitCode == 64)
    #expect(try await fit("-o", "link.txt", "--force").exitCode == 0)
    #expect(try sandbox.read("real.txt").hasPrefix("runs.csv\n"))
    let files = FileManager.default
    #expect(
      try files.destinationOfSymbolicLink(atPath: sandbox.url("link.txt").path) == "real.txt")
    let mode = try files.attributesOfItem(atPath: sandbox.url("real.txt").path)[.posixPermissions]
    #expect(mode as? Int == 0o640)
    let run = try await Command.run(
      ["-c", "umask 027; \"$E\" fit runs.csv --bootstrap 0 -o new.txt; stat -c %a new.txt"],
      in: sandbox.folder, environment: ["E": Command.executable.path],
      executable: URL(fileURLWithPath: "/bin/bash"))
    #expect(run.output == "640\n")
  }

  @Test(
    "No result replaces an input, by whatever name.",
    arguments: ["runs.csv", "link.csv", "./runs.csv"])
  func input(output: String) async throws {
    let before = try sandbox.read("runs.csv")
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.url("link.csv").path, withDestinationPath: "runs.csv")
    let run = try await fit("-o", output, "--force")
    #expect(run.exitCode == 64)
    #expect(run.errors.hasPrefix("error: \(output): is an input of this command\n"))
    #expect(try sandbox.read("runs.csv") == before)
  }

  @Test("Of several commands writing to one path, exactly one succeeds.")
  func several() async throws {
    for place in [["-o", "fit.txt"], ["--report", "out"]] {
      let codes = try await withThrowingTaskGroup(of: Int32.self) { group in
        for _ in 0..<4 {
          group.addTask {
            try await Command.run(
              ["fit", "runs.csv", "--bootstrap", "20"] + place, in: sandbox.folder
            ).exitCode
          }
        }
        return try await group.reduce(into: [Int32]()) { $0.append($1) }.sorted()
      }
      #expect(codes == [0, 64, 64, 64])
    }
    #expect(try sandbox.names() == ["fit.txt", "out", "runs.csv"])
  }

  @Test("A report replaces only what a report wrote, and never its input.")
  func report() async throws {
    #expect(try await fit("--report", "out").exitCode == 0)
    #expect(try await fit("--format", "json", "-o", "out/fit.json").exitCode == 0)
    try sandbox.write("precious", to: "out/notes.txt")
    let run = try await sandbox.echelle("report", "out/fit.json", "-o", "out", "--force")
    #expect(run.exitCode == 64)
    #expect(
      run.errors == """
        error: out: holds files that are not part of the report: fit.json, notes.txt
          why: --force replaces only files that Echelle wrote
          fix: move them elsewhere, or name another folder

        """)
    #expect(try sandbox.read("out/notes.txt") == "precious")
    for name in ["fit.json", "notes.txt"] {
      try FileManager.default.moveItem(at: sandbox.url("out/\(name)"), to: sandbox.url(name))
    }
    let table = try await sandbox.echelle(
      "fit", "out/data/runs.csv", "--bootstrap", "20", "--report", "out", "--force")
    #expect(table.exitCode == 64)
    #expect(table.errors.hasPrefix("error: out/data/runs.csv: is an input of this command\n"))
    let again = try await sandbox.echelle("report", "fit.json", "-o", "out", "--force")
    #expect(again.exitCode == 0)
    #expect(try sandbox.names() == ["fit.json", "notes.txt", "out", "runs.csv"])
  }

  @Test(
    "A saved fit records the SHA-256 of its table, gzipped or not.", .needing("sha256sum", "gzip"))
  func digest() async throws {
    let program = try #require(Tool.path("sha256sum"))
    let gzip = try #require(Tool.path("gzip"))
    _ = try await Command.run(["-k", "runs.csv"], in: sandbox.folder, executable: gzip)
    for table in ["runs.csv", "runs.csv.gz"] {
      let sum = try await Command.run([table], in: sandbox.folder, executable: program)
      let run = try await sandbox.echelle("fit", table, "--bootstrap", "20", "--format", "json")
      #expect(try JSONDocument(run.output).text("dataset.sha256") == String(sum.output.prefix(64)))
    }
  }
}
