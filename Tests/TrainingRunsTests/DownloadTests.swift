import Foundation
import LoopbackServer
import Testing
import TrainingRuns

/// Downloads from a server on this machine; never from the network.
@Suite(.timeLimit(.minutes(10))) struct DownloadTests {
  static let programs = Programs(path: ProcessInfo.processInfo.environment["PATH"])
  /// About 200 kB.
  static let content = "N,D,loss\n" + String(repeating: "1234567,2345678901,3.25\n", count: 8000)

  static var download: Download {
    var download = Download(programs: programs)
    download.allowsLoopback = true
    download.pause = .milliseconds(1)
    return download
  }

  /// A folder with a server of ``content``, its SHA-256, and the path to fetch it to.
  struct Place {
    var server: LoopbackServer
    var sha256: String
    var path: String

    var partBytes: Int? {
      try? FileManager.default.attributesOfItem(atPath: path + ".part")[.size] as? Int
    }

    func fetch(
      _ behaviour: String, by download: Download = DownloadTests.download, sha256: String? = nil
    ) async throws {
      try await download.fetch(
        "\(server.address)/\(behaviour)/runs.csv", to: path, sha256: sha256 ?? self.sha256)
    }

    /// The fetched file is whole, and nothing else is left.
    func expectFetched(sourceLocation: SourceLocation = #_sourceLocation) throws {
      #expect(
        try String(contentsOfFile: path, encoding: .utf8) == DownloadTests.content,
        sourceLocation: sourceLocation)
      #expect(partBytes == nil, sourceLocation: sourceLocation)
    }
  }

  func withPlace(_ body: (Place) async throws -> Void) async throws {
    try await withFolder(["served/runs.csv": Self.content, "here/empty": ""]) { folder in
      let served = "\(folder)/served/runs.csv"
      let place = Place(
        server: try LoopbackServer(serving: served),
        sha256: try await Self.programs.sha256(ofFile: served), path: "\(folder)/here/runs.csv")
      try await body(place)
    }
  }

  func cause(_ body: () async throws -> Void) async -> DownloadError.Cause? {
    do {
      try await body()
      return nil
    } catch {
      return (error as? DownloadError)?.cause
    }
  }

  @Test func digests() async throws {
    try await withFolder(["abc": "abc"]) { folder in
      let digest = try await Self.programs.sha256(ofFile: "\(folder)/abc")
      // FIPS 180-2, appendix B.1.
      #expect(
        digest
          == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
  }

  @Test func wholeFile() async throws {
    try await withPlace { place in
      try await place.fetch("good")
      try place.expectFetched()
      #expect(try place.server.requests() == ["/good/runs.csv -"])
    }
  }

  @Test func connectionThatBreaksIsTakenUpWhereItBroke() async throws {
    try await withPlace { place in
      try await place.fetch("broken")
      try place.expectFetched()
      let half = Self.content.utf8.count / 2
      #expect(
        try place.server.requests() == ["/broken/runs.csv -", "/broken/runs.csv bytes=\(half)-"])
    }
  }

  @Test func connectionThatKeepsBreaking() async throws {
    try await withPlace { place in
      var download = Self.download
      download.attempts = 3
      let size = Self.content.utf8.count
      let kept = (1...3).reduce(0) { kept, _ in kept + (size - kept) / 2 }
      let cause = await cause { try await place.fetch("always-broken", by: download) }
      guard case .unreachable(_, let bytesKept) = cause else {
        Issue.record("\(String(describing: cause))")
        return
      }
      #expect(bytesKept == kept)
      #expect(place.partBytes == kept)
      #expect(!FileManager.default.fileExists(atPath: place.path))
      // The next run takes up the rest.
      try await place.fetch("good")
      try place.expectFetched()
      #expect(try place.server.requests().last == "/good/runs.csv bytes=\(kept)-")
    }
  }

  @Test func interruptedAndRunAgain() async throws {
    try await withPlace { place in
      let task = Task { [address = place.server.address, path = place.path] in
        try await Self.download.fetch("\(address)/stalled/runs.csv", to: path, sha256: nil)
      }
      let half = Self.content.utf8.count / 2
      while place.partBytes != half { try await Task.sleep(for: .milliseconds(5)) }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      #expect(place.partBytes == half)
      try await place.fetch("stalled")
      try place.expectFetched()
      #expect(try place.server.requests().last == "/stalled/runs.csv bytes=\(half)-")
    }
  }

  @Test func serverThatCannotGoOn() async throws {
    try await withPlace { place in
      try Data("N,D".utf8).write(to: URL(fileURLWithPath: place.path + ".part"))
      try await place.fetch("norange")
      try place.expectFetched()
    }
  }

  @Test(arguments: ["other beginning", content + "more"])
  func partOfAnotherVersion(_ part: String) async throws {
    try await withPlace { place in
      try Data(part.utf8).write(to: URL(fileURLWithPath: place.path + ".part"))
      try await place.fetch("good")
      try place.expectFetched()
    }
  }

  @Test func partThatIsComplete() async throws {
    try await withPlace { place in
      try Data(Self.content.utf8).write(to: URL(fileURLWithPath: place.path + ".part"))
      try await place.fetch("good")
      try place.expectFetched()
    }
  }

  @Test func busyServer() async throws {
    try await withPlace { place in
      try await place.fetch("busy")
      try place.expectFetched()
      #expect(try place.server.requests().count == 3)
    }
  }

  @Test func wrongChecksum() async throws {
    try await withPlace { place in
      let cause = await cause { try await place.fetch("other") }
      // printf 'N,D,loss\n1,2,3\n' | sha256sum
      let found = "059fb5ed8543c074277d63332758b5afe30f2caf630d9da77dc467d049d5e7ad"
      #expect(cause == .wrongChecksum(expected: place.sha256, found: found))
      #expect(place.partBytes == nil)
      #expect(!FileManager.default.fileExists(atPath: place.path))
    }
  }

  @Test(arguments: ["good", "endless"])
  func tooLarge(_ behaviour: String) async throws {
    try await withPlace { place in
      var download = Self.download
      download.maximumSize = 100_000
      let cause = await cause { try await place.fetch(behaviour, by: download) }
      #expect(cause == .tooLarge(limit: 100_000))
      #expect(place.partBytes == nil)
      #expect(!FileManager.default.fileExists(atPath: place.path))
    }
  }

  @Test func refusals() async throws {
    try await withPlace { place in
      #expect(await cause { try await place.fetch("missing") } == .refused(status: 404))
      #expect(
        await cause { try await place.fetch("redirect") }
          == .redirected(to: "\(place.server.address)/good/runs.csv"))
      let requests = try place.server.requests()
      #expect(requests.count == 2)
      #expect(place.partBytes == nil)
    }
  }

  @Test(arguments: [
    "http://example.org/runs.csv", "http://127.0.0.1@example.org/", "file:///etc/hostname",
    "http://127.0.0.1:80@example.org/", "ftp://127.0.0.1/x", "-o/tmp/x",
  ])
  func addressesThatAreNotHTTPS(_ address: String) async throws {
    try await withFolder([:]) { folder in
      let cause = await cause {
        try await Self.download.fetch(address, to: "\(folder)/x", sha256: nil)
      }
      #expect(cause == .notHTTPS)
    }
  }

  @Test func loopbackHasToBeAllowed() async throws {
    try await withPlace { place in
      let cause = await cause {
        try await place.fetch("good", by: Download(programs: Self.programs))
      }
      #expect(cause == .notHTTPS)
      let requests = try place.server.requests()
      #expect(requests == [])
    }
  }

  @Test func nobodyThere() async throws {
    try await withFolder([:]) { folder in
      var download = Self.download
      download.attempts = 2
      let cause = await cause {
        // The port of discarding, at which no web server listens.
        try await download.fetch("http://127.0.0.1:9/runs.csv", to: "\(folder)/x", sha256: nil)
      }
      guard case .unreachable(let message, 0) = cause else {
        Issue.record("\(String(describing: cause))")
        return
      }
      #expect(message.contains("127.0.0.1"))
    }
  }

  @Test func missingPrograms() async throws {
    let none = Programs(path: "/nowhere")
    #expect(
      await cause {
        try await Download(programs: none).fetch(
          "https://example.org/runs.csv", to: "runs.csv", sha256: nil)
      } == .noCurl)
    #expect(await cause { _ = try await none.sha256(ofFile: #filePath) } == .noChecksumProgram)
  }
}
