import Foundation
import Testing

@Suite("Output files")
struct OutputFileTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  @Test(
    "A file holds what standard output would, for every form.", arguments: ["text", "json", "csv"])
  func sameBytes(format: String) async throws {
    let printed = try await sandbox.echelle(
      "predict", "runs.csv", "--params", "7B", "--tokens", "2T", "--bootstrap", "50", "--format",
      format)
    let written = try await sandbox.echelle(
      "predict", "runs.csv", "--params", "7B", "--tokens", "2T", "--bootstrap", "50", "--format",
      format, "-o", "result")
    #expect(written.exitCode == 0)
    #expect(written.output.isEmpty && written.errors.isEmpty)
    #expect(try sandbox.read("result") == printed.output)
    #expect(try sandbox.names() == ["result", "runs.csv"], "no temporary file is left")
  }

  @Test("An existing file is not overwritten without --force.")
  func existing() async throws {
    try sandbox.write("precious", to: "fit.json")
    let refused = try await sandbox.echelle("fit", "runs.csv", "-o", "fit.json")
    #expect(refused.exitCode == 64)
    #expect(
      refused.errors == """
        error: fit.json: the file exists
          why: existing files are kept unless --force is given
          fix: choose another name, or use --force to replace it

        """)
    #expect(try sandbox.read("fit.json") == "precious")
    let forced = try await sandbox.echelle("fit", "runs.csv", "-o", "fit.json", "--force")
    #expect(forced.exitCode == 0)
    #expect(try sandbox.read("fit.json").hasPrefix("{\n"))
    #expect(try sandbox.names() == ["fit.json", "runs.csv"])
  }

  @Test("A failure leaves no file or, with --force, the old file unchanged.")
  func failure() async throws {
    try sandbox.write("precious", to: "old.json")
    try sandbox.write("N,D,loss\n1e8,1e9,high\n", to: "bad.csv")
    for output in ["new.json", "old.json"] {
      let fit = try await sandbox.echelle("fit", "bad.csv", "-o", output, "--force")
      #expect(fit.exitCode == 65)
    }
    #expect(try sandbox.names() == ["bad.csv", "old.json", "runs.csv"])
    #expect(try sandbox.read("old.json") == "precious")
  }

  @Test("A missing folder, or a folder in place of a file, is refused before the work.")
  func folders() async throws {
    try sandbox.write("", to: "folder/file")
    let missing = try await sandbox.echelle("fit", "absent.csv", "-o", "nowhere/fit.json")
    #expect(missing.exitCode == 64)
    let place = sandbox.url("nowhere").resolvingSymlinksInPath().path
    #expect(
      missing.errors == """
        error: nowhere/fit.json: cannot be written: there is no folder \(place)
          fix: create it, or name a file in another folder

        """)
    let slash = try await sandbox.echelle("fit", "absent.csv", "-o", "new/")
    #expect(slash.exitCode == 64 && slash.errors.hasPrefix("error: new: is a folder\n"))
    let folder = try await sandbox.echelle("fit", "absent.csv", "-o", "folder")
    #expect(folder.exitCode == 64)
    #expect(
      folder.errors == """
        error: folder: is a folder
          fix: name a file inside it, as in -o folder/fit.json

        """)
    let under = try await sandbox.echelle("fit", "absent.csv", "-o", "folder/file/fit.json")
    #expect(under.exitCode == 64)
  }

  @Test("An unwritable file is not a data error, and nothing is left behind.")
  func unwritable() async throws {
    // Longer than any file system takes, which stops even an administrator.
    let name = String(repeating: "x", count: 300)
    let fit = try await sandbox.echelle("fit", "runs.csv", "--bootstrap", "0", "-o", name)
    #expect(fit.exitCode == 1)
    #expect(fit.output.isEmpty)
    #expect(fit.errors.hasPrefix("error: \(name): cannot be written: "))
    #expect(
      fit.errors.hasSuffix("\n  fix: name another file, or one in a writable folder\n"))
    #expect(try sandbox.names() == ["runs.csv"])
  }
}
