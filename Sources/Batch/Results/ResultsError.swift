public import Diagnostics
import Escaping

/// Why the results of a batch cannot be written, read or merged.
public enum ResultsError: Error, Sendable, Equatable {
  /// A file or folder of the results cannot be written.
  case cannotWrite(String, reason: String)
  /// There is no record of any shard in the folder.
  case noShards(folder: String)
  /// The folder has records of batches with different shard counts.
  case severalCounts(folder: String, counts: [Int])
  /// Shards that are missing, or whose record or results are damaged, with the reason for each.
  case incomplete(folder: String, shards: Int, faults: [Fault])
  /// The shards belong to different batches.
  case differentBatches(folder: String, shards: [Int])
  /// Datasets that changed between reads.
  case differentInputs(folder: String, datasets: [String])
  /// The shards were made with different kernels or versions.
  case mixed(folder: String, makers: [String])
  /// The shards were made by different programs of one version.
  case differentPrograms(folder: String, digests: [String])
  /// The folder contains other files, which would be overwritten.
  case holdsOthers(folder: String, what: String)

  /// What is wrong with one shard.
  public struct Fault: Sendable, Equatable {
    /// The shard, from 1.
    public var shard: Int
    /// What is wrong with it.
    public var text: String
  }

  /// The shards to run again.
  public var shardsToRepeat: [Int] {
    guard case .incomplete(_, _, let faults) = self else { return [] }
    return Set(faults.map(\.shard)).sorted()
  }
}

extension ResultsError: Diagnosed {
  /// What is wrong, why, and how to fix it.
  public var diagnostic: Diagnostic {
    switch self {
    case .cannotWrite(let path, let reason):
      return Diagnostic(
        origin: Origin(file: path), what: "cannot be written: \(reason)",
        why: "a fit is done only when its file is completely written to disk",
        fix: "free some space, or choose a writable folder; then run the batch again: "
          + "finished fits are kept",
        category: .system)
    case .noShards(let folder):
      return Diagnostic(
        origin: Origin(file: folder), what: "contains no batch results",
        fix: "first run a batch with \(.results, name: folder)")
    case .severalCounts(let folder, let counts):
      let list = counts.map(String.init).joined(separator: " and ")
      return Diagnostic(
        origin: Origin(file: folder),
        what: "contains results of batches with different shard counts: \(list)",
        why: "only shards of the same batch can be merged",
        fix: "choose one with \(.shardCount), or give each batch its own results folder")
    case .incomplete(let folder, let shards, let faults):
      return incomplete(folder, shards: shards, faults)
    case .differentBatches(let folder, let shards):
      return Diagnostic(
        origin: Origin(file: folder),
        what: shards.count == 1
          ? "shard \(shards[0]) belongs to another batch"
          : "shards \(shards.map(String.init).joined(separator: ", ")) belong to another batch",
        why: "the datasets, laws, objectives, subsets or options differ",
        fix: "run all shards again with the same manifest and options")
    case .differentInputs(let folder, let datasets):
      return Diagnostic(
        origin: Origin(file: folder),
        what: "\(datasets.joined(separator: ", ")) changed while the batch ran",
        why:
          "its bytes, groups, descriptor or law differed between reads, so fits may "
          + "be missing or duplicated",
        fix: "run all shards again; fits with unchanged inputs are kept")
    case .differentPrograms(let folder, let digests):
      let list = digests.map { $0.prefix(12) + "…" }.joined(separator: " and ")
      return Diagnostic(
        origin: Origin(file: folder),
        what: "the shards come from different programs, with SHA-256 \(list)",
        why: "two builds of one version can differ in the last digits",
        fix: "run the shards again with one program, or pass \(.mixedKernels)")
    case .holdsOthers(let folder, let what):
      return Diagnostic(
        origin: Origin(file: folder), what: "contains \(what)",
        why: "a batch overwrites only files that a batch wrote, as listed in .echelle-batch.json",
        fix: "choose another folder with \(.results), or move it elsewhere", category: .usage)
    case .mixed(let folder, let makers):
      return Diagnostic(
        origin: Origin(file: folder),
        what: "the shards were made with \(makers.joined(separator: " and "))",
        why:
          "fits made with different versions, vector kernels or BLAS kernels differ in the last digits",
        fix:
          "set \(.kernel) and OPENBLAS_CORETYPE and run the others again, or pass "
          + "\(.mixedKernels)")
    }
  }

  /// One line per fault, and how to run all of the shards again.
  private func incomplete(_ folder: String, shards: Int, _ faults: [Fault]) -> Diagnostic {
    let list = shardsToRepeat.map(String.init).joined(separator: ",")
    let texts: [Phrase] = faults.map { "shard \($0.shard) of \(shards): \($0.text)" }
    var diagnostic = Diagnostic(
      origin: Origin(file: folder), what: texts.last ?? "nothing is missing",
      why: "a batch is merged from all of its shards",
      fix: "run \(shardsToRepeat.count == 1 ? "shard" : "shards") \(list) again with \(.shard); "
        + "under Slurm: sbatch --array=\(list) \(ShellText.word("\(folder)/slurm/array.sh"))")
    diagnostic.others = texts.dropLast()
    return diagnostic
  }
}
