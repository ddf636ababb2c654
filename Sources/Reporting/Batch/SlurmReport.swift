import Documents
import Escaping

/// The scripts for Slurm and the jobs submitted.
public struct SlurmReport: Report, Sendable {
  /// The script of the array.
  public var array: String
  /// The script that merges the shards.
  public var merge: String
  /// The number of shards.
  public var shards: Int
  /// The number of the array job; `nil` if nothing was submitted.
  public var arrayJob: String?
  /// The number of the merge job.
  public var mergeJob: String?

  /// A report of scripts that are not submitted.
  public init(array: String, merge: String, shards: Int) {
    self.array = array
    self.merge = merge
    self.shards = shards
  }

  private var document: SlurmDocument {
    SlurmDocument(
      array: array, merge: merge, shards: shards, arrayJob: arrayJob, mergeJob: mergeJob)
  }

  /// JSON: the scripts and the jobs.
  public func json() throws -> String {
    try document.json()
  }

  /// CSV: a row for each of the two jobs.
  public func csv() -> String {
    document.csv()
  }

  /// Text: the jobs, or the commands that submit them.
  public func text() -> String {
    guard let arrayJob, let mergeJob else {
      return """
        written, not submitted: \(printable(array)) (\(shards) shards), \(printable(merge))
        to submit: sbatch --dependency=afterany:$(sbatch --parsable \(ShellText.word(array))) \(ShellText.word(merge))

        """
    }
    return """
      job \(arrayJob): \(shards) shards (\(printable(array)))
      job \(mergeJob): merge after the shards (\(printable(merge)))

      """
  }

  private func printable(_ path: String) -> String { path.escapingControlCharacters() }
}
