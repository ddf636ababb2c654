import Diagnostics

/// A dataset that was found, with its table or without.
public struct Dataset: Sendable {
  /// Its name: that of its folder.
  public var name: String
  /// Its folder.
  public var folder: String
  /// The file that holds the runs; where it would be in the folder, if it is absent.
  public var path: String
  /// Whether the file is there.
  public var isPresent: Bool
  /// What its descriptor says.
  public var descriptor: DatasetDescriptor

  /// Whether the table came with its descriptor, made from what is at a public address or read from a
  /// figure, and is not to be fetched.
  public var isCarried: Bool { isPresent && descriptor.source?.fileAddress == nil }

  /// The dataset as a table to read.
  ///
  /// - Throws: `Diagnostic` where the file is absent.
  public var source: RunSource {
    get throws {
      guard isPresent else { throw absence }
      return RunSource(name: name, path: path, descriptor: descriptor)
    }
  }

  /// The command that fetches the table; `nil` where it is not at a public address.
  public var pullCommand: String? {
    descriptor.source?.fileAddress.map { _ in "echelle datasets pull \(name)" }
  }

  /// What a user is told who asks for runs that are not here.
  private var absence: Diagnostic {
    Diagnostic(
      origin: descriptor.location, what: "the file '\(descriptor.file)' is not there",
      why: "the descriptor names it as the table of the dataset"
        + (pullCommand == nil ? "" : ", which is fetched and not carried along"),
      fix: pullCommand.map { "\($0)" }
        ?? descriptor.source?.url.map { "make it from what is at \($0)" }
        ?? "put it beside the descriptor")
  }
}
