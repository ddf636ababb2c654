/// A resolved table of runs: a file, or the file of a dataset with its descriptor.
public struct RunSource: Sendable {
  /// The name of the runs: the dataset's name, otherwise the file as given.
  public var name: String
  /// The file to read; `-` is standard input.
  public var path: String
  /// The descriptor; `nil` for a file given directly.
  public var descriptor: DatasetDescriptor?
  /// The descriptor next to a file given directly, which does not apply.
  public var unappliedDescriptor: DatasetDescriptor?

  /// Makes a source.
  public init(
    name: String, path: String, descriptor: DatasetDescriptor? = nil,
    unappliedDescriptor: DatasetDescriptor? = nil
  ) {
    self.name = name
    self.path = path
    self.descriptor = descriptor
    self.unappliedDescriptor = unappliedDescriptor
  }
}
