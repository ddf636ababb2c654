import Escaping
import Foundation
public import TrainingRuns

extension SlurmJob {
  /// What was submitted.
  public struct Submission: Sendable, Equatable {
    /// The job number of the array.
    public var array: String
    /// The job number of the merge.
    public var merge: String
  }

  /// Writes the scripts into the folder `slurm` of the results.
  ///
  /// - Returns: Their paths.
  /// - Throws: `SbatchTextError` if a path or an option cannot be passed to sbatch, and
  ///   ``ResultsError/cannotWrite(_:reason:)``.
  public func write() throws -> (array: String, merge: String) {
    // Before anything is written, refuse what cannot be passed to sbatch.
    let (array, merge) = (try arrayScript(), try mergeScript())
    let results = ResultsFolder(path: results)
    try results.prepare()
    let folder = results.path + "/slurm"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw ResultsError.cannotWrite(folder, reason: error.localizedDescription)
    }
    try results.replace([("slurm/array.sh", array), ("slurm/merge.sh", merge)])
    return ("\(folder)/array.sh", "\(folder)/merge.sh")
  }

  /// Writes the scripts and submits them; the merge waits for the array's end.
  ///
  /// - Parameter programs: Finds sbatch.
  /// - Returns: The job numbers.
  /// - Throws: ``SlurmError`` if sbatch is missing or rejects the job.
  public func submit(by programs: Programs) async throws -> Submission {
    let scripts = try write()
    guard let sbatch = programs.locate("sbatch") else {
      throw SlurmError(what: "sbatch is not installed on this machine", scripts: scripts.array)
    }
    func submit(_ arguments: [String]) async throws -> String {
      let result = try await programs.run(sbatch, ["--parsable"] + arguments)
      let job = result.output.split(whereSeparator: { $0 == ";" || $0.isNewline }).first
      guard result.status == 0, let job else {
        let said = result.errors.trimmingCharacters(in: .whitespacesAndNewlines)
        throw SlurmError(what: "sbatch rejected the job: \(said)", scripts: scripts.array)
      }
      // It is passed to sbatch and printed on the terminal.
      guard job.allSatisfy({ $0.isASCII && $0.isNumber }) else {
        throw SlurmError(
          what:
            "sbatch printed no job number: \(String(job).cut(to: 100).escapingControlCharacters())",
          scripts: scripts.array)
      }
      return String(job)
    }
    let array = try await submit([scripts.array])
    let merge = try await submit(["--dependency=afterany:\(array)", scripts.merge])
    return Submission(array: array, merge: merge)
  }
}
