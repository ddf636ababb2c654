/// An error that can say what is wrong, why, and how to mend it.
///
/// Its text is that of its diagnostic.
public protocol Diagnosed: Error, CustomStringConvertible {
  /// What is wrong, where, why, and how to mend it.
  var diagnostic: Diagnostic { get }
}

extension Diagnosed {
  /// What is wrong, why, and how to mend it, a line each.
  public var description: String { diagnostic.description }
}

extension Diagnostic: Diagnosed {
  /// Itself.
  public var diagnostic: Diagnostic { self }
}
