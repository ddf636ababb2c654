public import Diagnostics
public import Escaping

/// Why a batch was not submitted.
public struct SlurmError: Error, Sendable, Equatable {
  /// What went wrong.
  public var what: String
  /// The script that was written.
  public var scripts: String
}

extension SlurmError: Diagnosed {
  /// What is wrong, and how to fix it.
  public var diagnostic: Diagnostic {
    Diagnostic(
      what: "\(what)",
      why:
        "sbatch submits a batch: first \(scripts), then the merge that waits for it",
      fix:
        "fix that and run again, or write only the scripts with \(.dryRun) and submit them yourself",
      category: .system)
  }
}

extension SbatchTextError: Diagnosed {
  /// What is wrong, why, and how to fix it.
  public var diagnostic: Diagnostic {
    Diagnostic(
      what:
        "'\(text.cut(to: 200).escapingControlCharacters())' cannot be passed to sbatch: it contains \(what)",
      why: "sbatch alters or truncates such text in the #SBATCH lines of a script",
      fix: "use a path or value without it", category: .usage)
  }
}
