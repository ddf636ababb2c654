import Diagnostics
import Foundation
import Platform
import Tables

extension DatasetStore {
  /// Checks the table of a dataset that carries it along, which is not to be fetched.
  ///
  /// A folder that is asked for gets a folder of the dataset's name with the table and the descriptor;
  /// where the table is another dataset's, that dataset goes there as well.
  /// - Parameters:
  ///   - dataset: The dataset.
  ///   - folder: The folder that was asked for.
  ///   - replaces: Whether another file that is there is replaced.
  ///   - programs: With what SHA-256 is found.
  /// - Returns: The table; `nil` where it is absent, or is the very file at the public address.
  /// - Throws: `Diagnostic` where the table is not the one described or cannot be copied,
  ///   ``DownloadError`` where no program can find a SHA-256.
  public func carriedTable(
    of dataset: Dataset, to folder: String? = nil, replaces: Bool = false, by programs: Programs
  ) async throws -> PulledDataset? {
    guard dataset.isCarried else { return nil }
    let expected = dataset.descriptor.source?.sha256
    let found = try await programs.sha256(ofFile: dataset.path)
    if let expected, expected != found {
      throw Diagnostic(
        origin: Origin(file: dataset.path),
        what: "the file is not the one that is described",
        why: "its SHA-256 is \(found), not \(expected)",
        fix: "restore the file that came with the descriptor")
    }
    var path = dataset.path
    if let folder {
      path = try await copy(dataset, found, to: folder, replaces: replaces, by: programs)
    }
    return PulledDataset(
      name: dataset.name, path: path, byteCount: FileSystem.size(ofFile: path) ?? 0,
      wasFetched: false, wasChecked: expected != nil, isCarried: true)
  }

  /// Copies a carried table with its descriptor into `folder`; returns where the table is.
  private func copy(
    _ dataset: Dataset, _ digest: String, to folder: String, replaces: Bool, by programs: Programs
  ) async throws -> String {
    let owner = dataset.descriptor.tableOf ?? dataset.name
    let target = FileSystem.join(FileSystem.join(folder, owner), dataset.descriptor.file)
    if FileSystem.kind(of: target) == .file, !replaces,
      try await programs.sha256(ofFile: target) != digest
    {
      throw Diagnostic(
        origin: Origin(file: target), what: "another file is there",
        why: "the table of '\(dataset.name)' goes there", fix: "use \(.overwriting) to replace it")
    }
    try copy(dataset.path, to: target)
    let home = Self.parent(of: dataset.path)
    try copy(
      FileSystem.join(home, DatasetDescriptor.fileName),
      to: FileSystem.join(FileSystem.join(folder, owner), DatasetDescriptor.fileName))
    if owner != dataset.name {
      try copy(
        dataset.descriptor.location.file,
        to: FileSystem.join(FileSystem.join(folder, dataset.name), DatasetDescriptor.fileName))
    }
    return target
  }

  private func copy(_ file: String, to path: String) throws {
    let bytes = try FileSystem.bytes(ofFile: file)
    let folder = Self.parent(of: path)
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Diagnostic(
        origin: Origin(file: folder), what: "the folder cannot be made",
        why: Phrase(error.localizedDescription),
        fix: "name another folder with \(.destination)")
    }
    try AtomicFile.write(bytes, to: path, replacing: true)
  }
}
