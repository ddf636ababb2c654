public import Diagnostics

/// A program that is there but cannot be started.
public struct ProgramError: Error, Sendable, Equatable {
  /// The path of the program.
  public var path: String
  /// Why not, in the system's words.
  public var reason: String
}

extension ProgramError: Diagnosed {
  /// What is wrong, why, and how to mend it.
  public var diagnostic: Diagnostic {
    Diagnostic(
      origin: Origin(file: path), what: "the program cannot be started", why: "\(reason)",
      fix: "see whether it runs by itself", category: .system)
  }
}
