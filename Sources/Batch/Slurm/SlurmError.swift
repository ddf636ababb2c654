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
  /// What is wrong, and how to mend it.
  public var diagnostic: Diagnostic {
    Diagnostic(
      what: "\(what)",
      why:
        "a batch is submitted by sbatch, first \(scripts), then the merge that waits for it",
      fix:
        "see to it and run this again, or write the scripts alone with \(.dryRun) and submit them yourself",
      category: .system)
  }
}

extension SbatchTextError: Diagnosed {
  /// What is wrong, why, and how to mend it.
  public var diagnostic: Diagnostic {
    Diagnostic(
      what:
        "'\(text.cut(to: 200).escapingControlCharacters())' cannot be an option of sbatch: it holds \(what)",
      why: "sbatch changes or cuts such text in the #SBATCH lines of a script",
      fix: "use a path or value without it", category: .usage)
  }
}
