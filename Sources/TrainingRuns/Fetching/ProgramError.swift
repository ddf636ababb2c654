public import Diagnostics

/// An existing program that cannot be started.
public struct ProgramError: Error, Sendable, Equatable {
  /// The path of the program.
  public var path: String
  /// The system's reason.
  public var reason: String
}

extension ProgramError: Diagnosed {
  /// What is wrong, why, and how to fix it.
  public var diagnostic: Diagnostic {
    Diagnostic(
      origin: Origin(file: path), what: "the program cannot be started", why: "\(reason)",
      fix: "check that it runs on its own", category: .system)
  }
}
