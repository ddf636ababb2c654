import Diagnostics
import Foundation

extension DatasetStore {
  /// A dataset that uses the table of another, such as a filtered view of it.
  ///
  /// The other is searched for next to the dataset's folder, then by name. Its file and the file's
  /// SHA-256 become the dataset's own, so that runs are bundled once and still checked.
  /// - Throws: `Diagnostic` if there is no such dataset, or it uses another one's table itself.
  func dataset(
    named name: String, inFolder folder: String, _ descriptor: DatasetDescriptor,
    readingTableOf other: String
  ) throws -> Dataset {
    let owner = try owner(named: other, besides: folder, for: descriptor)
    var described = descriptor
    described.file = owner.descriptor.file
    var source = described.source ?? DatasetDescriptor.Source()
    source.sha256 = owner.descriptor.source?.sha256
    described.source = source
    return Dataset(
      name: name, folder: folder, path: owner.path, isPresent: owner.isPresent,
      descriptor: described)
  }

  private func owner(
    named other: String, besides folder: String, for descriptor: DatasetDescriptor
  ) throws -> Dataset {
    let place = descriptor.tableOfLocation ?? descriptor.location
    let candidates = [Self.parent(of: folder)] + searchPath
    guard
      let found = candidates.map({ FileSystem.join($0, other) }).first(where: {
        FileSystem.kind(of: FileSystem.join($0, DatasetDescriptor.fileName)) == .file
      })
    else {
      throw Diagnostic(
        origin: place, what: "dataset '\(other)' not found",
        why: "'table_of' names the dataset with the runs",
        fix: "put the folder '\(other)' next to this one")
    }
    let text = try FileSystem.text(ofFile: FileSystem.join(found, DatasetDescriptor.fileName))
    let inner = try DatasetDescriptor(
      parsing: text, path: FileSystem.join(found, DatasetDescriptor.fileName))
    guard inner.tableOf == nil else {
      throw Diagnostic(
        origin: place, what: "the dataset '\(other)' has no table of its own",
        why: "it uses the table of '\(inner.tableOf ?? "")'",
        fix: "write 'table_of: \(inner.tableOf ?? "")'")
    }
    return try dataset(inFolder: found)
  }

  /// The parent of a folder, as written.
  static func parent(of folder: String) -> String {
    let last = FileSystem.lastComponent(of: folder)
    guard ![".", "..", ""].contains(last), let range = folder.range(of: last, options: .backwards)
    else { return FileSystem.join(folder, "..") }
    return range.lowerBound == folder.startIndex ? "." : String(folder[..<range.lowerBound])
  }
}
