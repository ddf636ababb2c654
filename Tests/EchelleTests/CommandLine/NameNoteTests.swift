import Foundation
import Testing

@Suite("Countries and accelerators on the command line")
struct NameNoteTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  private static let train = ["energy", "train", "--compute", "1e22"]

  @Test(
    "A name that stands for one row gives the bytes of that row, and a note.",
    arguments: [
      (
        ["--grid", "United States"], ["--grid", "usa"],
        "grid 'United States' is usa, United States 2023"
      ),
      (["--grid", "us"], ["--grid", "usa"], "grid 'us' is usa, United States 2023"),
      (
        ["--grid", "france-2021"], ["--grid", "fra-2021"],
        "grid 'france-2021' is fra-2021, France 2021"
      ),
      (
        ["--hardware", "H200"], ["--hardware", "h200-sxm"],
        "accelerator 'H200' is h200-sxm, NVIDIA H200 SXM5 141 GB"
      ),
      (
        ["--chips", "8xA100 SXM 80GB"], ["--chips", "8xa100-sxm-80"],
        "accelerator 'A100 SXM 80GB' is a100-sxm-80, NVIDIA A100 SXM4 80 GB"
      ),
    ])
  func notes(_ typed: [String], _ exact: [String], _ note: String) async throws {
    let run = try await Command.run(Self.train + typed, in: sandbox.folder)
    let other = try await Command.run(Self.train + exact, in: sandbox.folder)
    #expect(run.exitCode == 0 && !run.output.isEmpty)
    #expect(run.output == other.output)
    #expect(run.errors == "note: \(note)\n")
    #expect(other.errors.isEmpty)
    let quiet = try await Command.run(Self.train + typed + ["--quiet"], in: sandbox.folder)
    #expect(quiet.errors.isEmpty)
  }

  @Test("A name in capitals is the name of the table.")
  func capitals() async throws {
    let run = try await Command.run(Self.train + ["--grid", "USA"], in: sandbox.folder)
    #expect(run.exitCode == 0 && run.errors.isEmpty)
  }

  @Test("A form has the name of the table.")
  func form() async throws {
    let run = try await sandbox.echelle(
      "energy", "disclose", "--form", "model-card", "--params", "7B", "--tokens", "1T", "--grid",
      "France", "--format", "json")
    let other = try await sandbox.echelle(
      "energy", "disclose", "--form", "model-card", "--params", "7B", "--tokens", "1T", "--grid",
      "fra", "--format", "json")
    #expect(run.exitCode == 0 && run.output == other.output)
  }
}
