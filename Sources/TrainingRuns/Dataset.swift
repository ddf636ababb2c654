/// A dataset that was found.
public struct Dataset: Sendable {
  /// Its name: that of its folder.
  public var name: String
  /// Its folder.
  public var folder: String
  /// The file that holds the runs.
  public var path: String
  /// What its descriptor says.
  public var descriptor: DatasetDescriptor

  /// The dataset as a table to read.
  public var source: RunSource { RunSource(name: name, path: path, descriptor: descriptor) }
}
