import Foundation
import Testing

@Suite("Files that cannot be logs are skipped with a remark")
struct LogFolderTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write("step,loss,tokens\n1,5,1000\n2,4,2000\n", to: "logs/a.csv")
  }

  private func shell(_ script: String) async throws -> Outcome {
    try await Command.run(
      ["-c", script], in: sandbox.folder, environment: ["E": Command.executable.path],
      executable: URL(fileURLWithPath: "/bin/bash"))
  }

  @Test(
    "Pipes, sockets, links to nothing, names that are no text, and checkpoints.",
    .needing("python"), .fewAddresses)
  func obstacles() async throws {
    let made = try await shell(
      """
      set -e; cd logs
      mkdir ../private; printf 'step,loss\\n1,2\\n' > ../private/secret.csv
      ln -s ../private away; ln -s ../private/secret.csv away.csv
      mkfifo pipe.csv; ln -s nowhere dangling.csv; ln -s self self; ln -s . loop
      printf 'step,loss\\n1,2\\n' > $'odd\\xff.csv'
      truncate -s 3G checkpoint.pt
      python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket")'
      """)
    try #require(made.exitCode == 0, "\(made.errors)")
    let run = try await shell("ulimit -v 4000000; exec \"$E\" runs logs --format json")
    #expect(run.exitCode == 0, "\(run.errors)")
    let document = try JSONDocument(run.output)
    #expect(try document.list("runs").count == 1)
    let reasons = try Dictionary(
      uniqueKeysWithValues: document.list("passedOver").indices.map { place in
        (
          try document.text("passedOver.\(place).file"),
          try document.text("passedOver.\(place).reason")
        )
      })
    #expect(reasons["logs/pipe.csv"] == "a pipe")
    #expect(reasons["logs/socket"] == "a socket")
    #expect(reasons["logs/dangling.csv"] == "a dangling link")
    #expect(reasons["logs/odd\u{FFFD}.csv"] == "its name is not UTF-8")
    #expect(reasons["logs/self"] != nil)
    for name in ["logs/away", "logs/away.csv"] {
      #expect(reasons[name]?.hasPrefix("a link that leads out of the folder") == true)
    }
    try sandbox.write(run.output, to: "runs.json")
    #expect(try await SchemaValidator().faults([sandbox.url("runs.json")]) == "")
    let table = try await sandbox.echelle("runs", "logs")
    #expect(table.errors.contains("skipped: "))
    #expect(table.errors.contains("logs/pipe.csv (a pipe)"))
  }

  @Test("Of a binary file beside logs only the head is read.", .fewAddresses)
  func checkpoint() async throws {
    let made = try await shell(
      "truncate -s 2G logs/model.bin; gzip -1 < /dev/zero | head -c 1M > logs/model.gz")
    try #require(made.exitCode == 0)
    // Less address space than the file has bytes.
    let run = try await shell("ulimit -v 4000000; exec \"$E\" runs logs")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.split(separator: "\n").count == 2)
  }

  @Test(
    "What may not be read is passed over in a folder.",
    .enabled(if: geteuid() != 0 || Tool.path("setpriv") != nil, "an administrator needs setpriv"))
  func unreadable() async throws {
    let isAdministrator = geteuid() == 0
    let made = try await shell(
      "chmod 755 . logs; cp logs/a.csv logs/closed.csv; mkdir logs/inner; chmod 0 logs/closed.csv logs/inner"
    )
    try #require(made.exitCode == 0)
    let prefix = isAdministrator ? "setpriv --reuid 65534 --clear-groups " : ""
    let run = try await shell("\(prefix)\"$E\" runs logs")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(
      run.errors.contains(
        "skipped: logs/closed.csv (Permission denied), logs/inner (Permission denied)"))
    _ = try await shell("chmod 700 logs/inner")
  }

  @Test("A batch does not wait for a pipe.")
  func batch() async throws {
    try sandbox.write(SampleRuns().csv(), to: "tables/a.csv")
    _ = try await shell("mkfifo tables/b.csv")
    let run = try await sandbox.echelle(
      "batch", "run", "tables", "--results", "out", "--bootstrap", "0")
    #expect(run.exitCode == 65)
    #expect(
      run.errors.contains("tables/b.csv: this is this is a pipe, a socket or a device, not a file"))
  }

  @Test(
    "A step that is not finite is an error with its place, in every form.",
    arguments: ["json", "csv", "text"])
  func infiniteStep(format: String) async throws {
    for (cell, column) in [("1e400,3.5,3000", "step"), ("3,3.5,1e400", "tokens")] {
      try sandbox.write("step,loss,tokens\n1,5,1000\n2,4,2000\n\(cell)\n", to: "run.csv")
      let run = try await sandbox.echelle("runs", "run.csv", "--format", format)
      #expect(run.exitCode == 65, "\(column): \(run.output)")
      if format == "json" {
        #expect(try JSONDocument(run.errors).number("origin.line") == 4)
      } else {
        #expect(run.errors.hasPrefix("error: run.csv:4: "), "\(run.errors)")
      }
      #expect(run.errors.contains("expected a finite number, found inf"))
    }
  }
}

extension Trait where Self == ConditionTrait {
  /// The test allows a program few addresses.
  fileprivate static var fewAddresses: Self {
    .disabled(
      if: TestEnvironment.isSanitized, "a sanitizer needs more addresses than the test allows")
  }
}
