import Documents
import Foundation
import Platform
import Reporting
import ScalingLaws

/// The folder of a batch's results.
///
///     fits/NAME-KEY.json    a fit each, as `echelle fit` writes it, sealed by ``ResultSeal``
///     shards/I-of-N.json    the outcome of each item of a shard
///     batch.json  summary.csv  index.html    the whole batch, once every shard is done
///     .echelle-batch.json   the marker of the folder, ``ResultsMarker``
public struct ResultsFolder: Sendable {
  /// Its path.
  public let path: String

  /// The results at `path`, which need not exist yet.
  public init(path: String) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  private var fits: String { path + "/fits" }
  private var shards: String { path + "/shards" }

  /// Creates the folder, checks that it is writable, and removes files left by killed processes.
  ///
  /// - Throws: ``ResultsError/cannotWrite(_:reason:)``, ``ResultsError/holdsOthers(folder:what:)``.
  func prepare() throws(ResultsError) {
    try refuseOthers()
    for folder in [path, fits, shards] {
      try make(folder, for: folder == path ? fits : nil)
      guard access(folder, W_OK | X_OK) == 0 else {
        throw .cannotWrite(folder, reason: String(cString: strerror(errno)))
      }
      if folder == path { try mark() }
    }
    for folder in [path, fits, shards] { AtomicFile.removeLeftovers(in: folder) }
  }

  /// Creates a folder; an error names the file to be written there.
  private func make(_ folder: String, for file: String? = nil) throws(ResultsError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
      throw .cannotWrite(
        file ?? folder, reason: (underlying ?? error).localizedDescription)
    }
  }

  /// The files beside the fits that a batch writes, and the folders in which it writes others.
  private static let files = ["batch.json", "summary.csv", "index.html"]
  private static let folders = ["fits", "shards", "slurm"]

  /// Whether a batch writes the file `path`, relative to the folder, itself.
  public static func writes(_ path: String) -> Bool {
    let first = path.utf8.split(separator: UInt8(ascii: "/")).first.map { String(Substring($0)) }
    return files.contains(path) || path == ResultsMarker.name || folders.contains(first ?? "")
  }

  /// Refuses a folder in which other files would be overwritten.
  private func refuseOthers() throws(ResultsError) {
    // The marker is written first and checked last.
    let names = Set(Folder.names(in: path))
    if names.contains("report.json") || names.contains(AtomicFolder.manifestName) {
      throw .holdsOthers(folder: path, what: "a report")
    }
    guard let marker = marker() else {
      if let folder = Self.folders.first(where: names.contains) {
        throw .holdsOthers(folder: path, what: "a folder \(folder) that was not written by a batch")
      }
      if let file = (Self.files + [ResultsMarker.name]).first(where: names.contains) {
        throw .holdsOthers(folder: path, what: "a file \(file) that was not written by a batch")
      }
      return
    }
    for file in Self.files { try refuseOther(file, marker) }
  }

  /// Refuses to replace a file that differs from what a batch wrote.
  private func refuseOther(_ file: String, _ marker: ResultsMarker) throws(ResultsError) {
    let path = "\(self.path)/\(file)"
    let kind: FilePlace.Kind
    do {
      kind = try FilePlace(path).kind
    } catch {
      throw .cannotWrite(path, reason: error.reason)
    }
    guard kind != .absent else { return }
    if kind == .file, let digest = try? SHA256.hexadecimal(ofFile: path),
      marker.lists(file, sha256: digest)
    {
      return
    }
    let isListed = marker.files.contains { $0.path == file }
    throw .holdsOthers(
      folder: self.path,
      what: "a file \(file) that "
        + (isListed ? "was changed after a batch wrote it" : "was not written by a batch"))
  }

  private func marker() -> ResultsMarker? { ResultsMarker(bytes(ResultsMarker.name)) }

  /// Marks the folder as batch results, unless it is already marked.
  private func mark() throws(ResultsError) {
    guard marker() == nil else { return }
    try writeMarker(ResultsMarker(), replacing: false)
  }

  private func writeMarker(_ marker: ResultsMarker, replacing: Bool) throws(ResultsError) {
    let file = "\(path)/\(ResultsMarker.name)"
    do {
      try AtomicFile.write(marker.bytes(), to: file, replacing: replacing)
    } catch let error as SystemError {
      // Another process of the batch was faster.
      guard error.code != EEXIST else { return }
      throw .cannotWrite(file, reason: error.reason)
    } catch {
      throw .cannotWrite(file, reason: "\(error)")
    }
  }

  /// The existing fit for a key; `nil` if there is none, or the file is not what was
  /// written for this key.
  func fit(_ file: String, key: ResultKey) -> (fit: FittedLaw, bytes: [UInt8])? {
    guard let bytes = bytes(file), ResultSeal.isIntact(bytes, key: key.text),
      let fit = try? JSONText.decode(FittedLaw.self, from: bytes)
    else { return nil }
    return (fit, bytes)
  }

  /// The bytes of a file in the folder; `nil` if it is not a file, or cannot be read.
  func bytes(_ file: String) -> [UInt8]? {
    let path = "\(path)/\(file)"
    guard (try? FilePlace(path))?.kind == .file else { return nil }
    return FileManager.default.contents(atPath: path).map { [UInt8]($0) }
  }

  /// Writes a fit or the record of a shard, whole or not at all.
  func write(_ bytes: [UInt8], to file: String) throws(ResultsError) {
    // A link, which may come from someone else, could lead to any file.
    var status = stat()
    if lstat("\(path)/\(file)", &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw .holdsOthers(folder: path, what: "\(file), which is not a regular file")
    }
    try refuseLinks()
    try put(bytes, to: file)
  }

  /// Refuses folders of fits and shards that are links.
  private func refuseLinks() throws(ResultsError) {
    for folder in ["fits", "shards"] {
      var status = stat()
      if lstat("\(path)/\(folder)", &status) == 0, status.st_mode & S_IFMT != S_IFDIR {
        throw .holdsOthers(folder: path, what: "\(folder), which is a link and not a folder")
      }
    }
  }

  /// Checks that the fits of a shard exist in the folder itself.
  func check(_ record: ShardRecord) throws(ResultsError) {
    try refuseLinks()
    for file in record.items.compactMap(\.item.file) {
      var status = stat()
      guard lstat("\(path)/\(file)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        throw .cannotWrite("\(path)/\(file)", reason: "it was removed while the batch ran")
      }
    }
  }

  private func put(_ bytes: [UInt8], to file: String) throws(ResultsError) {
    let file = "\(path)/\(file)"
    do {
      try AtomicFile.write(bytes, to: file, replacing: true)
    } catch {
      throw .cannotWrite(file, reason: error.reason)
    }
  }

  /// Writes the files about the whole batch.
  func write(_ record: BatchRecord) throws {
    try refuseOthers()
    try make(path)
    try mark()
    let report = BatchReport(record)
    try replace([
      ("summary.csv", report.csv()), ("index.html", BatchPage(record).text()),
      ("batch.json", report.json()),
    ])
  }

  /// Writes files next to the fits, replacing only unchanged files that a batch wrote.
  ///
  /// - Throws: ``ResultsError/cannotWrite(_:reason:)``, ``ResultsError/holdsOthers(folder:what:)``; then
  ///   nothing is replaced.
  func replace(_ files: [(path: String, text: String)]) throws(ResultsError) {
    // Without the lock, which some file systems lack, one of two concurrent markers could be lost.
    let lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(lock) }
    flock(lock, LOCK_EX)
    guard var marker = marker() else {
      throw .holdsOthers(folder: path, what: "files that were not written by a batch")
    }
    for file in files { try refuseOther(file.path, marker) }
    let new = files.map { file in
      ResultsMarker.File(path: file.path, sha256: SHA256.hexadecimal(Array(file.text.utf8)))
    }
    // Whenever the process ends, every existing file is listed.
    marker.files += new
    try writeMarker(marker, replacing: true)
    for file in files { try put(Array(file.text.utf8), to: file.path) }
    marker.files.removeAll { file in
      new.contains { $0.path == file.path && $0.sha256 != file.sha256 }
    }
    marker.files = marker.files.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    try writeMarker(marker, replacing: true)
  }

  /// The shards that have a record, by the number of shards of their batch.
  func shardCounts() -> [Int: [Int]] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: shards)) ?? []
    return names.reduce(into: [:]) { counts, name in
      guard let match = name.wholeMatch(of: /(\d+)-of-(\d+)\.json/),
        let shard = Int(match.1), let count = Int(match.2)
      else { return }
      counts[count, default: []].append(shard)
    }
  }
}
