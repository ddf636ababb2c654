import Foundation
import Testing

/// Errors of a command that was asked for JSON.
@Suite("Errors as JSON")
struct ErrorDocumentTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write("N,D,loss\n1e8,1e9,3\n2e8,1e9,n/a\n", to: "runs.csv")
    try sandbox.write("N,D,loss\n1e8,1e9,3\n", to: "few.csv")
  }

  /// The document in the last line of standard error, after the notes.
  private func document(_ arguments: [String], exitCode: Int32) async throws -> (
    text: String, root: JSONDocument
  ) {
    let run = try await Command.run(arguments + ["--format", "json"], in: sandbox.folder)
    #expect(run.exitCode == exitCode)
    let lines = run.errors.split(separator: "\n")
    let text = String(try #require(lines.last))
    #expect(lines.dropLast().allSatisfy { $0.hasPrefix("note: ") })
    let root = try JSONDocument(text)
    #expect(try root.text("schema") == "echelle.error/1")
    #expect(try root.number("exitStatus") == Double(exitCode))
    return (text, root)
  }

  @Test("Bad data has its file, line and column, and a remedy with the option.")
  func data() async throws {
    let (_, root) = try await document(["fit", "runs.csv"], exitCode: 65)
    #expect(try root.text("category") == "data")
    #expect(
      try root.text("message") == "column 'loss': expected a positive number, found 'n/a'")
    #expect(try root.text("why") == "residuals are taken in log space")
    #expect(try root.text("fix") == "correct the cell, or pass --invalid-rows skip")
    #expect(try root.text("origin.file") == "runs.csv")
    #expect(try root.number("origin.line") == 3)
    #expect(try root.number("origin.column") == 9)
    #expect(root.isNull("excerpt"))
  }

  @Test("An option has its name and the place in its value.")
  func option() async throws {
    let (_, root) = try await document(["fit", "few.csv", "--where", "lss < 3"], exitCode: 64)
    #expect(try root.text("category") == "usage")
    #expect(try root.text("origin.option") == "--where")
    #expect(try root.text("excerpt.text") == "lss < 3")
    #expect(try root.number("excerpt.offset") == 0)
  }

  @Test("Runs have their name.")
  func runs() async throws {
    let (_, root) = try await document(["fit", "few.csv"], exitCode: 65)
    #expect(try root.text("origin.document") == "few.csv")
    #expect(try root.text("message") == "1 run cannot determine 5 coefficients")
  }

  @Test("The machine is at fault where the result cannot be written.")
  func system() async throws {
    let (_, root) = try await document(["grid", "list", "-o", "/dev/full"], exitCode: 1)
    #expect(try root.text("category") == "system")
    #expect(try root.text("origin.file") == "/dev/full")
  }

  @Test("A parser error is reported like any other, without the usage text.")
  func parser() async throws {
    let (_, root) = try await document(["fit"], exitCode: 64)
    #expect(try root.text("category") == "usage")
    #expect(try root.text("message") == "Missing expected argument '<paths> ...'")
    #expect(root.isNull("why"))
    #expect(root.isNull("origin"))
  }

  @Test("Several failures give one document each, in order.")
  func several() async throws {
    let run = try await sandbox.echelle("fit", "few.csv", "runs.csv", "--format", "json")
    #expect(run.exitCode == 65)
    let documents = try run.errors.split(separator: "\n").filter { !$0.hasPrefix("note: ") }
      .map { try JSONDocument(String($0)) }
    #expect(documents.count == 2)
    #expect(try documents.first?.text("origin.document") == "few.csv")
    #expect(try documents.last?.text("origin.file") == "runs.csv")
  }

  @Test("Errors keep to their schema.", .needing("python"))
  func schema() async throws {
    let commands: [([String], Int32)] = [
      (["fit", "runs.csv"], 65), (["fit", "few.csv"], 65), (["fit"], 64),
      (["fit", "few.csv", "--where", "lss < 3"], 64), (["grid", "list", "-o", "/dev/full"], 1),
    ]
    var documents: [URL] = []
    for (index, (arguments, exitCode)) in commands.enumerated() {
      let name = "\(index).json"
      try sandbox.write(try await document(arguments, exitCode: exitCode).text, to: name)
      documents.append(sandbox.url(name))
    }
    #expect(try await SchemaValidator().faults(documents) == "")
  }
}
