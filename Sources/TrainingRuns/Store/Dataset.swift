import Diagnostics

/// A dataset, with or without its table.
public struct Dataset: Sendable {
  /// Its name: that of its folder.
  public var name: String
  /// Its folder.
  public var folder: String
  /// The file with the runs; its expected path in the folder if absent.
  public var path: String
  /// Whether the file exists.
  public var isPresent: Bool
  /// Its descriptor.
  public var descriptor: DatasetDescriptor

  /// Whether the table is bundled with its descriptor (built from public data or digitised from a
  /// figure) and needs no download.
  public var isCarried: Bool { isPresent && descriptor.source?.fileAddress == nil }

  /// The dataset as a table to read.
  ///
  /// - Throws: `Diagnostic` if the file is missing.
  public var source: RunSource {
    get throws {
      guard isPresent else { throw absence }
      return RunSource(name: name, path: path, descriptor: descriptor)
    }
  }

  /// The command that downloads the table; `nil` without a public address.
  public var pullCommand: String? {
    descriptor.source?.fileAddress.map { _ in "echelle datasets pull \(name)" }
  }

  /// The error for missing runs.
  private var absence: Diagnostic {
    Diagnostic(
      origin: descriptor.location, what: "the file '\(descriptor.file)' is missing",
      why: "it is the dataset's table"
        + (pullCommand == nil ? "" : ", which is downloaded on demand"),
      fix: pullCommand.map { "\($0)" }
        ?? descriptor.source?.url.map { "build it from the data at \($0)" }
        ?? "put it next to the descriptor")
  }
}
