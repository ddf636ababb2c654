import Escaping
import Foundation
public import TrainingRuns

extension SlurmJob {
  /// What was submitted.
  public struct Submission: Sendable, Equatable {
    /// The number of the array's job.
    public var array: String
    /// The number of the job that puts the shards together.
    public var merge: String
  }

  /// Writes the scripts into the folder `slurm` of the results.
  ///
  /// - Returns: Where they are.
  /// - Throws: `SbatchTextError` where sbatch cannot be given a path or an option, and
  ///   ``ResultsError/cannotWrite(_:reason:)``.
  public func write() throws -> (array: String, merge: String) {
    // Before anything is written: what sbatch cannot be given is refused.
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
  /// - Parameter programs: Where sbatch is looked for.
  /// - Returns: The numbers of the jobs.
  /// - Throws: ``SlurmError`` where there is no sbatch, or it refuses.
  public func submit(by programs: Programs) async throws -> Submission {
    let scripts = try write()
    guard let sbatch = programs.locate("sbatch") else {
      throw SlurmError(what: "there is no sbatch on this machine", scripts: scripts.array)
    }
    func submit(_ arguments: [String]) async throws -> String {
      let result = try await programs.run(sbatch, ["--parsable"] + arguments)
      let job = result.output.split(whereSeparator: { $0 == ";" || $0.isNewline }).first
      guard result.status == 0, let job else {
        let said = result.errors.trimmingCharacters(in: .whitespacesAndNewlines)
        throw SlurmError(what: "sbatch refuses the job: \(said)", scripts: scripts.array)
      }
      // It goes into an option of sbatch, and to the terminal.
      guard job.allSatisfy({ $0.isASCII && $0.isNumber }) else {
        throw SlurmError(
          what: "sbatch names no job: \(String(job).cut(to: 100).escapingControlCharacters())",
          scripts: scripts.array)
      }
      return String(job)
    }
    let array = try await submit([scripts.array])
    let merge = try await submit(["--dependency=afterany:\(array)", scripts.merge])
    return Submission(array: array, merge: merge)
  }
}
