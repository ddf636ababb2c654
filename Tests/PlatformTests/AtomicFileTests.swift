import Foundation
import Testing

@testable import Platform

@Suite("Atomic files")
struct AtomicFileTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func write(_ text: String, to name: String, replacing: Bool = true) throws {
    try AtomicFile.write(Array(text.utf8), to: folder[name], replacing: replacing)
  }

  @Test("Of many writers to one path, each without replacing, exactly one succeeds.")
  func oneOfMany() async throws {
    for round in 0..<20 {
      let path = folder["file\(round)"]
      let written = await withTaskGroup(of: String?.self) { group in
        for writer in 0..<16 {
          group.addTask {
            let text = "writer \(writer)"
            return (try? AtomicFile.write(Array(text.utf8), to: path, replacing: false)).map {
              text
            }
          }
        }
        return await group.reduce(into: [String]()) { if let text = $1 { $0.append(text) } }
      }
      #expect(written.count == 1)
      #expect(try folder.read("file\(round)") == written.first)
    }
    #expect(try folder.names().count == 20, "nothing temporary is left")
  }

  @Test("An existing file is kept unless replacement is allowed; then its mode is kept.")
  func replacing() throws {
    try folder.write("old", to: "file")
    try folder.setMode(0o640, of: "file")
    #expect(throws: SystemError(path: folder["file"], code: EEXIST)) {
      try write("new", to: "file", replacing: false)
    }
    #expect(try folder.read("file") == "old")
    try write("new", to: "file")
    #expect(try folder.read("file") == "new")
    #expect(try folder.mode("file") == 0o640)
    #expect(try folder.names() == ["file"])
  }

  @Test("Links are written through, including dangling ones.")
  func links() throws {
    try folder.write("old", to: "real/file")
    let files = FileManager.default
    try files.createSymbolicLink(atPath: folder["link"], withDestinationPath: "real/file")
    try files.createSymbolicLink(atPath: folder["second"], withDestinationPath: "link")
    try files.createSymbolicLink(atPath: folder["dangling"], withDestinationPath: "real/other")
    try write("new", to: "second")
    #expect(try folder.read("real/file") == "new")
    #expect(try files.destinationOfSymbolicLink(atPath: folder["link"]) == "real/file")
    try write("first", to: "dangling")
    #expect(try folder.read("real/other") == "first")
    try files.createSymbolicLink(atPath: folder["circle"], withDestinationPath: "circle")
    #expect(throws: SystemError(path: folder["circle"], code: ELOOP)) {
      try write("never", to: "circle")
    }
    #expect(try folder.names() == ["circle", "dangling", "link", "real", "second"])
  }

  @Test("Devices are written to and remain devices.")
  func devices() throws {
    try AtomicFile.write([1, 2, 3], to: "/dev/null", replacing: true)
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
    #expect(throws: SystemError(path: "/dev/full", code: ENOSPC)) {
      try AtomicFile.write([1], to: "/dev/full", replacing: false)
    }
    #expect(throws: SystemError(path: folder.path, code: EISDIR)) {
      try AtomicFile.write([1], to: folder.path, replacing: true)
    }
  }

  @Test("A killed writer's leftovers are removed; a live writer's draft is not.")
  func leftovers() throws {
    try folder.write("left", to: ".echelle-part-1-1")
    try folder.write("busy", to: ".echelle-part-2-2")
    let busy = open(folder[".echelle-part-2-2"], O_RDONLY)
    #expect(flock(busy, LOCK_EX) == 0)
    AtomicFile.removeLeftovers(in: folder.path)
    #expect(try folder.names() == [".echelle-part-2-2"])
    close(busy)
    AtomicFile.removeLeftovers(in: folder.path)
    #expect(try folder.names().isEmpty)
  }

  @Test("Pipes, links and files with other names are not leftovers and cause no waiting.")
  func noLeftovers() throws {
    try folder.write("mine", to: "thesis")
    try folder.write("mine", to: ".echelle-part-1")
    #expect(mkfifo(folder[".echelle-part-1-1"], 0o600) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: folder[".echelle-part-2-2"], withDestinationPath: "thesis")
    let before = try folder.names()
    AtomicFile.removeLeftovers(in: folder.path)
    #expect(try folder.names() == before && folder.read("thesis") == "mine")
  }
}
