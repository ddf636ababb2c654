import Foundation
import Tables

/// A table that was asked to be fetched.
public struct PulledDataset: Sendable, Equatable {
  /// The dataset's name.
  public var name: String
  /// Where the table is.
  public var path: String
  /// Its size in bytes.
  public var byteCount: Int
  /// Whether it had to be fetched; otherwise it was there already.
  public var wasFetched: Bool
  /// Whether its SHA-256 was compared with the descriptor's.
  public var wasChecked: Bool
}

extension DatasetStore {
  /// Fetches the table of a dataset, unless it is there.
  ///
  /// The table goes into the dataset's own folder where that can be written to, else into
  /// ``downloads``, where it is found by the dataset's name. A folder that is asked for gets a folder of
  /// the dataset's name with the table and a copy of its descriptor, a dataset of its own.
  /// - Parameters:
  ///   - dataset: The dataset.
  ///   - folder: The folder that was asked for.
  ///   - replaces: Whether a file that is there and is not the described one is replaced; without a
  ///     checksum, whether any is.
  ///   - download: How it is fetched.
  ///   - progress: Told how many bytes there are.
  /// - Returns: Where the table is.
  /// - Throws: ``InputError`` where the dataset has no public address or there is nowhere to put it,
  ///   ``DownloadError``.
  public func pull(
    _ dataset: Dataset, to folder: String? = nil, replaces: Bool = false, by download: Download,
    progress: Download.Progress = { _ in }
  ) async throws -> PulledDataset {
    let descriptor = dataset.descriptor
    guard let address = descriptor.source?.fileAddress else { throw noAddress(dataset) }
    let home = try folder.map { FileSystem.join($0, dataset.name) } ?? defaultHome(of: dataset)
    let path =
      folder == nil && dataset.isPresent
      ? dataset.path : FileSystem.join(home, descriptor.file)
    let sha256 = descriptor.source?.sha256
    var needsFetching = true
    if FileSystem.kind(of: path) == .file {
      let found = try await download.programs.sha256(ofFile: path)
      let isOther = sha256.map { $0 != found } ?? false
      if isOther, let sha256, !replaces {
        throw DownloadError(
          address: address,
          cause: .differentFileThere(path: path, expected: sha256, found: found))
      }
      needsFetching = sha256 == nil ? replaces : isOther
    }
    if needsFetching {
      try makeFolder(of: path, dataset)
      try await download.fetch(address, to: path, sha256: sha256, progress: progress)
    }
    if folder != nil {
      let copy = FileSystem.join(home, DatasetDescriptor.fileName)
      try Data(FileSystem.text(ofFile: descriptor.location.file).utf8)
        .write(to: URL(fileURLWithPath: copy), options: .atomic)
    }
    return PulledDataset(
      name: dataset.name, path: path, byteCount: FileSystem.size(ofFile: path) ?? 0,
      wasFetched: needsFetching, wasChecked: sha256 != nil)
  }

  private func defaultHome(of dataset: Dataset) throws -> String {
    if access(dataset.folder, W_OK) == 0 { return dataset.folder }
    guard let downloads else {
      throw InputError(
        location: SourceLocation(file: dataset.folder), what: "the folder cannot be written to",
        why: "a table goes beside its descriptor unless it is told where to",
        fix: "name another folder with --to")
    }
    return FileSystem.join(downloads, dataset.name)
  }

  private func makeFolder(of path: String, _ dataset: Dataset) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw InputError(
        location: SourceLocation(file: folder.path), what: "the folder cannot be made",
        why: error.localizedDescription, fix: "name another folder with --to")
    }
  }

  private func noAddress(_ dataset: Dataset) -> InputError {
    let source = dataset.descriptor.source
    return InputError(
      location: dataset.descriptor.location,
      what: "the table '\(dataset.descriptor.file)' is not at a public address",
      why: dataset.isPresent
        ? "it is carried along, and lies at \(dataset.path)"
        : "the descriptor has no 'source: path'",
      fix: dataset.isPresent
        ? "nothing is to be done: use it by its name, \(dataset.name)"
        : source?.url.map { "make it from what is at \($0)" } ?? "put it beside the descriptor")
  }
}
