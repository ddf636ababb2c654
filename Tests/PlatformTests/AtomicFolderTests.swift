import Foundation
import Testing

@testable import Platform

@Suite("Atomic folders")
struct AtomicFolderTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @discardableResult
  private func write(
    _ files: [String: String], replacing: Bool = false, exchanges: Bool = true,
    to name: String = "out"
  ) async throws -> [String] {
    try await AtomicFolder(folder[name], exchanges: exchanges).write(replacing: replacing) {
      draft in
      for (name, text) in files {
        let file = URL(fileURLWithPath: "\(draft)/\(name)")
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
    }.files
  }

  @Test(
    "A folder replaces an older one with all its files, by exchange and by two renames.",
    arguments: [true, false])
  func replaces(exchanges: Bool) async throws {
    #expect(try await write(["a": "1", "d/b": "1"]) == ["a", "d/b"])
    try folder.setMode(0o750, of: "out")
    await #expect(throws: AtomicFolder.Refusal.occupied(.own(strangers: []))) {
      try await write(["a": "2"])
    }
    try await write(["a": "3", "c": "3"], replacing: true, exchanges: exchanges)
    #expect(try folder.names("out") == [".echelle-files.json", "a", "c"])
    #expect(try folder.read("out/a") == "3")
    #expect(try folder.mode("out") == 0o750)
    #expect(try folder.names() == ["out"])
  }

  @Test("Another process's files are never replaced.")
  func strangers() async throws {
    try await write(["a": "1", "d/b": "1"])
    try folder.write("mine", to: "out/d/notes.txt")
    await #expect(throws: AtomicFolder.Refusal.occupied(.own(strangers: ["d/notes.txt"]))) {
      try await write(["a": "2"], replacing: true)
    }
    try folder.write("mine", to: "other/report.json")
    await #expect(throws: AtomicFolder.Refusal.occupied(.other)) {
      try await write(["a": "2"], replacing: true, to: "other")
    }
    #expect(try folder.read("out/a") == "1" && folder.read("other/report.json") == "mine")
    #expect(try folder.names() == ["other", "out"])
  }

  @Test("A file added while the folder is being written is not lost.")
  func meanwhile() async throws {
    try await write(["a": "1"])
    await #expect(throws: AtomicFolder.Refusal.occupied(.own(strangers: ["notes.txt"]))) {
      _ = try await AtomicFolder(folder["out"]).write(replacing: true) { _ in
        try folder.write("mine", to: "out/notes.txt")
      }
    }
    #expect(try folder.names("out") == [".echelle-files.json", "a", "notes.txt"])
    #expect(try folder.names() == ["out"])
  }

  @Test("Of many writers without replacing, exactly one succeeds; with it, all do.")
  func oneOfMany() async throws {
    for replaces in [false, true] {
      let name = replaces ? "replaced" : "new"
      let successes = await withTaskGroup(of: Bool.self) { group in
        for writer in 0..<8 {
          group.addTask {
            (try? await write(["a": "\(writer)"], replacing: replaces, to: name)) != nil
          }
        }
        return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(successes == (replaces ? 8 : 1))
      #expect(try folder.names(name) == [".echelle-files.json", "a"])
    }
    #expect(try folder.names() == ["new", "replaced"])
  }

  @Test("A failed or cancelled write leaves the old folder and nothing else.")
  func failure() async throws {
    try await write(["a": "1"])
    struct Fault: Error {}
    await #expect(throws: Fault.self) {
      _ = try await AtomicFolder(folder["out"]).write(replacing: true) { _ in throw Fault() }
    }
    let task = Task {
      try await AtomicFolder(folder["out"]).write(replacing: true) { _ in
        withUnsafeCurrentTask { $0?.cancel() }
      }
    }
    await #expect(throws: CancellationError.self) { _ = try await task.value }
    #expect(try folder.names() == ["out"])
    #expect(try folder.read("out/a") == "1")
  }

  @Test("A folder caught between two renames is restored.")
  func recovery() async throws {
    try await write(["a": "1"])
    try FileManager.default.moveItem(atPath: folder["out"], toPath: folder[".out.echelle-old"])
    #expect(try AtomicFolder(folder["out"]).occupant() == .own(strangers: []))
    #expect(try folder.read("out/a") == "1")
    // Killed after the second rename, the older one is still there, and goes.
    try FileManager.default.copyItem(atPath: folder["out"], toPath: folder[".out.echelle-old"])
    try await write(["a": "2"], replacing: true)
    #expect(try folder.names() == ["out"])
  }

  @Test("A file changed after it was written is kept.")
  func changed() async throws {
    try await write(["a": "1", "d/b": "1"])
    try folder.write("1 and mine", to: "out/d/b")
    await #expect(throws: AtomicFolder.Refusal.occupied(.own(strangers: [], changed: ["d/b"]))) {
      try await write(["a": "2"], replacing: true)
    }
    // Changed while the folder is made.
    try folder.write("1", to: "out/d/b")
    await #expect(throws: AtomicFolder.Refusal.occupied(.own(strangers: [], changed: ["a"]))) {
      _ = try await AtomicFolder(folder["out"]).write(replacing: true) { _ in
        try folder.write("mine", to: "out/a")
      }
    }
    #expect(try folder.read("out/a") == "mine" && folder.read("out/d/b") == "1")
    #expect(try folder.names() == ["out"])
  }

  /// A folder whose list names files of someone else, by each way out of it.
  private func plant(_ name: String) throws {
    let files = [
      "../victim/thesis", "d/thesis", "/" + folder["victim/thesis"], "d/../../victim/thesis",
    ]
    let entries = files.map {
      "{\"path\": \"\($0)\", \"sha256\": \"\(SHA256.hexadecimal(Array("mine".utf8)))\"}"
    }
    try folder.write(
      "{\"schema\": \"echelle.files/2\", \"files\": [\(entries.joined(separator: ", "))]}",
      to: "\(name)/.echelle-files.json")
    try FileManager.default.createSymbolicLink(
      atPath: folder["\(name)/d"], withDestinationPath: "../victim")
  }

  @Test(
    "The list of a folder from someone else reaches nothing outside of it.",
    arguments: ["out", ".out.echelle-old", ".echelle-draft-1-1"], [true, false])
  func planted(name: String, exchanges: Bool) async throws {
    try folder.write("mine", to: "victim/thesis")
    try plant(name)
    for replaces in [false, true] {
      _ = try? AtomicFolder(folder["out"]).occupant()
      _ = try? await write(["a": "1"], replacing: replaces, exchanges: exchanges)
      DraftFolder.removeLeftovers(in: folder.path)
      #expect(try folder.read("victim/thesis") == "mine")
    }
  }

  @Test(
    "Looking at a place removes nothing, and what is called like a draft by another rule stays.")
  func looking() async throws {
    try await write(["a": "1"])
    try await write(["a": "1"], to: ".out.echelle-old")
    try folder.write("mine", to: ".echelle-draft-1/a")
    try folder.write("mine", to: ".echelle-draft-a-1/a")
    try folder.write("mine", to: ".echelle-draft-1-1-1/a")
    let before = try folder.names()
    #expect(try AtomicFolder(folder["out"]).occupant() == .own(strangers: []))
    #expect(try folder.names() == before)
    await #expect(throws: AtomicFolder.Refusal.self) { try await write(["a": "2"]) }
    #expect(try folder.names() == before)
  }

  @Test(
    "What cannot be removed of an older folder is said, and the new one is in its place.",
    .disabled(if: geteuid() == 0, "an administrator may remove everything"))
  func leftover() async throws {
    try await write(["d/a": "1"])
    try folder.setMode(0o555, of: "out/d")
    let written = try await AtomicFolder(folder["out"]).write(replacing: true) {
      try Data("2".utf8).write(to: URL(fileURLWithPath: "\($0)/b"))
    }
    let leftover = try #require(written.leftover)
    #expect(try folder.names("out") == [".echelle-files.json", "b"])
    #expect(try String(contentsOfFile: "\(leftover)/d/a", encoding: .utf8) == "1")
    chmod("\(leftover)/d", 0o755)
  }

  @Test("The drafts of killed processes are removed by the next report.")
  func leftovers() async throws {
    try folder.write("left", to: ".echelle-draft-1-1/data/runs.csv")
    let draft = try DraftFolder(in: folder.path)
    #expect(try folder.names() == [draft.path.split(separator: "/").last.map(String.init)])
    try await write(["a": "1"])
    #expect(try folder.names().count == 2, "the draft of a live process stays")
    draft.remove()
    #expect(try folder.names() == ["out"])
  }

  @Test("A link to a folder is kept, and . is the folder itself.")
  func links() async throws {
    try await write(["a": "1"])
    try FileManager.default.createSymbolicLink(
      atPath: folder["link"], withDestinationPath: "out")
    try await write(["a": "2"], replacing: true, to: "link")
    try await write(["b": "3"], replacing: true, to: "out/.")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder["link"]) == "out")
    #expect(try folder.names("link") == [".echelle-files.json", "b"])
  }
}
