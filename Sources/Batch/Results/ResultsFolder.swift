import Foundation
import Platform
import Reporting
import ScalingLaws

/// The folder of a batch's results.
///
///     fits/NAME-KEY.json    a fit each, as `echelle fit` writes it, sealed by ``ResultSeal``
///     shards/I-of-N.json    what became of each item of a shard
///     batch.json  summary.csv  index.html    all of it, once every shard is there
public struct ResultsFolder: Sendable {
  /// Where it is.
  public let path: String

  /// The results at `path`, which need not be there yet.
  public init(path: String) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  private var fits: String { path + "/fits" }
  private var shards: String { path + "/shards" }

  /// Makes the folder, makes sure that it can be written to, and removes what killed processes left.
  ///
  /// - Throws: ``ResultsError/cannotWrite(_:reason:)``, ``ResultsError/holdsOthers(folder:what:)``.
  func prepare() throws(ResultsError) {
    try refuseOthers()
    for folder in [fits, shards] {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
      } catch {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
        throw .cannotWrite(folder, reason: (underlying ?? error).localizedDescription)
      }
      guard access(folder, W_OK | X_OK) == 0 else {
        throw .cannotWrite(folder, reason: String(cString: strerror(errno)))
      }
    }
    for folder in [path, fits, shards] { AtomicFile.removeLeftovers(in: folder) }
  }

  /// Refuses a folder in which something else would be written over.
  private func refuseOthers() throws(ResultsError) {
    let occupant = try? AtomicFolder(path).occupant()
    if case .own = occupant { throw .holdsOthers(folder: path, what: "a report") }
    let names = Set(Folder.names(in: path))
    if names.contains("report.json") { throw .holdsOthers(folder: path, what: "a report") }
    guard !names.contains("shards") else { return }
    if let file = ["batch.json", "summary.csv", "index.html"].first(where: names.contains) {
      throw .holdsOthers(folder: path, what: "a file \(file) that no batch wrote")
    }
  }

  /// The fit that is there for a key already; `nil` where there is none, or the file is not what was
  /// written for this key.
  func fit(_ file: String, key: ResultKey) -> (fit: FittedLaw, bytes: [UInt8])? {
    guard let bytes = bytes(file), ResultSeal.isIntact(bytes, key: key.text),
      let fit = try? JSONText.decode(FittedLaw.self, from: bytes)
    else { return nil }
    return (fit, bytes)
  }

  /// The bytes of a file in the folder; `nil` where it cannot be read.
  func bytes(_ file: String) -> [UInt8]? {
    FileManager.default.contents(atPath: "\(path)/\(file)").map { [UInt8]($0) }
  }

  /// Writes a file of the folder, whole or not at all.
  func write(_ bytes: [UInt8], to file: String) throws(ResultsError) {
    let file = "\(path)/\(file)"
    do {
      try AtomicFile.write(bytes, to: file, replacing: true)
    } catch {
      throw .cannotWrite(file, reason: error.reason)
    }
  }

  /// Writes the files that tell of the whole batch.
  func write(_ record: BatchRecord) throws {
    try refuseOthers()
    let report = BatchReport(record)
    try write([UInt8](report.csv().utf8), to: "summary.csv")
    try write([UInt8](BatchPage(record).text().utf8), to: "index.html")
    try write([UInt8](report.json().utf8), to: "batch.json")
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
