import Foundation
import Reporting
import ScalingLaws

/// The folder of a batch's results.
///
///     fits/NAME-KEY.json    a fit each, as `echelle fit` writes it
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
  /// - Throws: ``ResultsError/cannotWrite(_:reason:)``.
  func prepare() throws(ResultsError) {
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

  /// The fit that is there for a key already; `nil` where there is none, or the file is damaged.
  func fit(_ file: String) -> (fit: FittedLaw, bytes: [UInt8])? {
    guard let bytes = bytes(file), let fit = try? JSONText.decode(FittedLaw.self, from: bytes)
    else { return nil }
    return (fit, bytes)
  }

  /// The bytes of a file in the folder; `nil` where it cannot be read.
  func bytes(_ file: String) -> [UInt8]? {
    FileManager.default.contents(atPath: "\(path)/\(file)").map { [UInt8]($0) }
  }

  /// Writes a file of the folder, whole or not at all.
  func write(_ bytes: [UInt8], to file: String) throws(ResultsError) {
    let parts = file.split(separator: "/").map(String.init)
    let folder = ([path] + parts.dropLast()).joined(separator: "/")
    try AtomicFile.write(bytes, to: parts.last ?? file, in: folder)
  }

  /// Writes the files that tell of the whole batch.
  func write(_ record: BatchRecord) throws {
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
