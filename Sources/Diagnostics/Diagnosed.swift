/// An error that explains what is wrong, why, and how to fix it.
///
/// Its description is that of its diagnostic.
public protocol Diagnosed: Error, CustomStringConvertible {
  /// What is wrong, where, why, and how to fix it.
  var diagnostic: Diagnostic { get }
}

extension Diagnosed {
  /// What is wrong, why, and how to fix it, one line each.
  public var description: String { diagnostic.description }
}

extension Diagnostic: Diagnosed {
  /// Itself.
  public var diagnostic: Diagnostic { self }
}
