/// A table of runs that was found: a file, or the file of a dataset with its descriptor.
public struct RunSource: Sendable {
  /// What the runs are called: the dataset's name, else the file as it was named.
  public var name: String
  /// The file to read; `-` is standard input.
  public var path: String
  /// What is said of the file; `nil` for a file that was named itself.
  public var descriptor: DatasetDescriptor?
  /// The descriptor beside a file that was named itself, which describes it and does not apply.
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
