import Foundation
import Testing

@Suite("The format by the extension of -o")
struct ImpliedFormatTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  private func run(_ line: String) async throws -> Outcome {
    try await Command.run(line.split(separator: " ").map(String.init), in: sandbox.folder)
  }

  @Test(
    "An extension selects the format, and --format goes before it.",
    arguments: [
      ("fit.json", "", "json"), ("fit.JSON", "", "json"), ("fit.csv", "", "csv"),
      ("fit.txt", "", "text"), ("fit", "", "text"), (".json", "", "text"),
      ("fit.csv", "--format json", "json"), ("fit.json", "--format text", "text"),
      ("fit.md", "--format text", "text"),
    ])
  func formats(_ file: String, _ option: String, _ format: String) async throws {
    let base = "predict runs.csv --bootstrap 0 --params 7B --tokens 1T"
    let printed = try await run("\(base) --format \(format)")
    let written = try await run("\(base) \(option) -o \(file)")
    #expect(written.exitCode == 0, "\(written.errors)")
    #expect(try sandbox.read(file) == printed.output)
  }

  @Test("Logs are CSV unless the extension says otherwise.")
  func logs() async throws {
    try sandbox.write("step,loss,tokens\n1,4.1,1e6\n2,3.6,2e6\n3,3.3,3e6\n", to: "log.csv")
    for (file, start) in [("out.txt", "run,"), ("out.csv", "run,"), ("out.json", "{")] {
      let written = try await run("collect log.csv --params 1e8 -o \(file)")
      #expect(written.exitCode == 0)
      #expect(try sandbox.read(file).hasPrefix(start))
    }
  }

  @Test(
    "An extension that the command does not write is refused before the work.",
    arguments: [
      ("fit absent.csv -o fit.md", ".csv, .json or .txt", "--format"),
      ("fit absent.csv -o x.png", ".csv, .json or .txt", "--format"),
      ("laws list -o laws.html", ".csv, .json or .txt", "--format"),
      (
        "report absent.csv -o x.docx",
        ".csv, .html, .json, .md, .tex or no extension for a folder", "--format"
      ),
      (
        "report absent.csv -o out.ipynb",
        ".csv, .html, .json, .md, .tex or no extension for a folder", "--format"
      ),
      (
        "export absent.csv -o out.html",
        ".csv, .ipynb, .md, .tex or no extension for a notebook's folder", "--to"
      ),
    ])
  func missing(_ line: String, _ own: String, _ option: String) async throws {
    let refused = try await run(line)
    let file = line.split(separator: " ").last ?? ""
    let suffix = file.split(separator: ".").last ?? ""
    #expect(refused.exitCode == 64)
    #expect(
      refused.errors.hasPrefix(
        "error: -o \(file): this command does not write .\(suffix) files; use \(own), or choose the "
          + "format with \(option)\n"), "\(refused.errors)")
    #expect(try sandbox.names() == ["runs.csv"])
  }

  @Test("An option that names the format goes before the extension.")
  func named() async throws {
    let written = try await run("laws list --format csv -o laws.data")
    #expect(written.exitCode == 0, "\(written.errors)")
    #expect(try sandbox.read("laws.data").contains(","))
  }

  @Test(
    "A report and an export have the form of the extension.",
    arguments: [
      ("report", "md", "--format markdown"), ("report", "tex", "--format latex"),
      ("report", "json", "--format json"), ("report", "csv", "--format csv"),
      ("export", "md", "--to markdown"), ("export", "tex", "--to latex"),
      ("export", "csv", "--to csv"),
    ])
  func reports(_ command: String, _ suffix: String, _ option: String) async throws {
    let printed = try await run("\(command) runs.csv --bootstrap 20 \(option)")
    #expect(printed.exitCode == 0, "\(printed.errors)")
    let written = try await run("\(command) runs.csv --bootstrap 20 -o out.\(suffix)")
    #expect(written.exitCode == 0, "\(written.errors)")
    // The commands that they record differ.
    let (one, other) = (printed.output, try sandbox.read("out.\(suffix)"))
    #expect(one.prefix(40) == other.prefix(40))
    #expect(abs(one.count - other.count) < 400)
  }

  @Test("A notebook by its extension is a file.")
  func notebook() async throws {
    let written = try await run("export runs.csv --bootstrap 20 -o out.ipynb")
    #expect(written.exitCode == 0, "\(written.errors)")
    #expect(try sandbox.read("out.ipynb").contains("\"nbformat\""))
  }

  @Test("The form of a notebook has no effect on other exports.")
  func notebookForm() async throws {
    let refused = try await run("export runs.csv --to latex --format ipynb")
    #expect(refused.exitCode == 64)
    #expect(refused.errors.hasPrefix("error: --format needs --to notebook\n"))
  }
}
