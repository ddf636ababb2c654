import Foundation
import Testing

@Suite("TensorBoard event files", .needing("python"))
struct EventFileTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  /// Writes `plain`, `tensors` and `empty` with TensorBoard's writer.
  private func write() async throws {
    let python = try #require(TestEnvironment.python)
    let script = Command.packageRoot.appendingPathComponent("Tests/write-events.py")
    let run = try await Command.run([script.path, "."], in: sandbox.folder, executable: python)
    #expect(run.exitCode == 0, "\(run.errors)")
  }

  private func file(_ folder: String) throws -> URL {
    let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.url(folder).path)
    return sandbox.url(folder).appendingPathComponent(try #require(names.first))
  }

  @Test("Scalars are read in both forms, and the run is called after its folder.")
  func scalars() async throws {
    try await write()
    for name in ["plain", "tensors"] {
      let run = try await sandbox.echelle("runs", name, "--params", "\(name)=124M")
      #expect(run.exitCode == 0, "\(run.errors)")
      let row = try #require(run.output.split(separator: "\n").last)
      #expect(
        row.hasPrefix(
          "\(name),124000000.0,1000000000.0,2.2,1000.0,,unknown,unknown,tensorboard,eval/loss,"),
        "\(row)")
      let curve = try await sandbox.echelle(
        "runs", name, "--params", "\(name)=124M", "--curves", "--loss", "train/loss")
      let losses = curve.output.split(separator: "\n").dropFirst()
        .compactMap { Double($0.split(separator: ",", omittingEmptySubsequences: false)[3]) }
      #expect(losses == [3.8, 3.6, 3.4, 3.2, 3, 2.8, 2.6, 2.4, 2.2, 2])
    }
  }

  @Test("The event files in a folder form one run, and later records win.")
  func severalFiles() async throws {
    try await write()
    // A start that came to nothing.
    try sandbox.write("", to: "resumed/events.out.tfevents.0")
    let run = try await sandbox.echelle("runs", "resumed", "--curves")
    #expect(run.exitCode == 0, "\(run.errors)")
    let losses = run.output.split(separator: "\n").dropFirst()
      .compactMap { Double($0.split(separator: ",", omittingEmptySubsequences: false)[3]) }
    #expect(losses == [3.8, 3.6, 3.4, 2.95, 2.75, 2.55, 2.35, 2.15, 1.95, 1.75])
    let table = try await sandbox.echelle("runs", "resumed")
    #expect(
      table.output.contains(
        "the 3 event files in the folder are read as one run; resumed at step 400 after step 600: "
          + "the later records replace the earlier ones"), "\(table.output)")

    let anew = try await sandbox.echelle("runs", "again")
    let rows = anew.output.split(separator: "\n").dropFirst()
    #expect(rows.map { $0.prefix { $0 != "," } } == ["again", "again#2"])
    #expect(anew.output.contains("'again' comes first in the same log"), "\(anew.output)")
  }

  @Test("A truncated or damaged record and everything after it are dropped, with a remark.")
  func damaged() async throws {
    try await write()
    let file = try file("plain")
    let whole = try Data(contentsOf: file)
    var flipped = whole
    flipped[flipped.count - 6] ^= 1
    for (damaged, place) in [(whole.dropLast(7), "cut"), (flipped, "flipped")] {
      try damaged.write(to: file)
      let run = try await sandbox.echelle("runs", "plain", "--loss", "train/loss")
      #expect(run.exitCode == 0, "\(place): \(run.errors)")
      #expect(
        run.output.contains("a record of the event file is cut short or damaged"), "\(place)")
      #expect(run.output.contains("plain,,1000000000.0,2.0,1000.0,"), "\(place): \(run.output)")
    }
  }

  @Test("A file without scalars is refused where it is named, and passed over in a folder.")
  func empty() async throws {
    try await write()
    let path = try file("empty").path
    let named = try await sandbox.echelle("runs", path)
    #expect(named.exitCode == 65)
    #expect(
      named.errors.hasPrefix(
        """
        error: \(path): unknown log format
          why: the TensorBoard event file has no scalars

        """), "\(named.errors)")
    let folder = try await sandbox.echelle("runs", ".")
    #expect(folder.exitCode == 0, "\(folder.errors)")
    #expect(folder.output.split(separator: "\n").count == 6)
  }
}
