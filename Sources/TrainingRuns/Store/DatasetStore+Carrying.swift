import Diagnostics
import Foundation
import Platform
import Tables

extension DatasetStore {
  /// Checks the table of a dataset that bundles it, which needs no download.
  ///
  /// A requested destination gets a folder with the dataset's name, the table and the descriptor;
  /// if the table is another dataset's, that dataset is copied as well.
  /// - Parameters:
  ///   - dataset: The dataset.
  ///   - folder: The requested destination.
  ///   - replaces: Whether a different existing file is replaced.
  ///   - programs: The programs that compute SHA-256.
  /// - Returns: The table; `nil` if it is absent, or identical to the file at the public address.
  /// - Throws: `Diagnostic` if the table does not match its checksum or cannot be copied,
  ///   ``DownloadError`` if no program can compute a SHA-256.
  public func carriedTable(
    of dataset: Dataset, to folder: String? = nil, replaces: Bool = false, by programs: Programs
  ) async throws -> PulledDataset? {
    guard dataset.isCarried else { return nil }
    let expected = dataset.descriptor.source?.sha256
    let found = try await programs.sha256(ofFile: dataset.path)
    if let expected, expected != found {
      throw Diagnostic(
        origin: Origin(file: dataset.path),
        what: "the file does not match its checksum",
        why: "its SHA-256 is \(found), not \(expected)",
        fix: "restore the original file")
    }
    var path = dataset.path
    if let folder {
      path = try await copy(dataset, found, to: folder, replaces: replaces, by: programs)
    }
    return PulledDataset(
      name: dataset.name, path: path, byteCount: FileSystem.size(ofFile: path) ?? 0,
      wasFetched: false, wasChecked: expected != nil, isCarried: true)
  }

  /// Copies a bundled table with its descriptor into `folder`; returns the table's path.
  private func copy(
    _ dataset: Dataset, _ digest: String, to folder: String, replaces: Bool, by programs: Programs
  ) async throws -> String {
    let owner = dataset.descriptor.tableOf ?? dataset.name
    let target = FileSystem.join(FileSystem.join(folder, owner), dataset.descriptor.file)
    if FileSystem.kind(of: target) == .file, !replaces,
      try await programs.sha256(ofFile: target) != digest
    {
      throw Diagnostic(
        origin: Origin(file: target), what: "another file exists",
        why: "the table of '\(dataset.name)' would replace it",
        fix: "use \(.overwriting) to replace it")
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
        origin: Origin(file: folder), what: "the folder cannot be created",
        why: Phrase(error.localizedDescription),
        fix: "choose another folder with \(.destination)")
    }
    try AtomicFile.write(bytes, to: path, replacing: true)
  }
}
