public import Diagnostics
import Escaping

/// Why the results of a batch cannot be written, read or put together.
public enum ResultsError: Error, Sendable, Equatable {
  /// A file or folder of the results cannot be written.
  case cannotWrite(String, reason: String)
  /// There is no record of any shard in the folder.
  case noShards(folder: String)
  /// There are records of batches cut into different numbers of shards.
  case severalCounts(folder: String, counts: [Int])
  /// Shards that are missing, or whose record or results are damaged, with the reason for each.
  case incomplete(folder: String, shards: Int, faults: [Fault])
  /// The shards belong to different batches.
  case differentBatches(folder: String, shards: [Int])
  /// Datasets that were not the same for all that was read of them.
  case differentInputs(folder: String, datasets: [String])
  /// The shards were made with different kernels or versions.
  case mixed(folder: String, makers: [String])
  /// The shards were made by different programs of one version.
  case differentPrograms(folder: String, digests: [String])
  /// The folder holds something else, which would be written over.
  case holdsOthers(folder: String, what: String)

  /// What is wrong with one shard.
  public struct Fault: Sendable, Equatable {
    /// The shard, from 1.
    public var shard: Int
    /// What is wrong with it.
    public var text: String
  }

  /// The shards that have to be run again.
  public var shardsToRepeat: [Int] {
    guard case .incomplete(_, _, let faults) = self else { return [] }
    return Set(faults.map(\.shard)).sorted()
  }
}

extension ResultsError: Diagnosed {
  /// What is wrong, why, and how to mend it.
  public var diagnostic: Diagnostic {
    switch self {
    case .cannotWrite(let path, let reason):
      return Diagnostic(
        origin: Origin(file: path), what: "cannot be written: \(reason)",
        why: "a fit counts as done only once its file is whole and on the disk",
        fix: "make room, or name a folder that can be written to; then run the same command again: "
          + "fits that are done are kept",
        category: .system)
    case .noShards(let folder):
      return Diagnostic(
        origin: Origin(file: folder), what: "holds no results of a batch",
        fix: "run one first: echelle batch run PATH \(.results, name: folder)")
    case .severalCounts(let folder, let counts):
      let list = counts.map(String.init).joined(separator: " and ")
      return Diagnostic(
        origin: Origin(file: folder), what: "holds results of batches cut into \(list) shards",
        why: "only the shards of one batch can be put together",
        fix: "say which with \(.shardCount), or run each batch into a folder of its own")
    case .incomplete(let folder, let shards, let faults):
      return incomplete(folder, shards: shards, faults)
    case .differentBatches(let folder, let shards):
      return Diagnostic(
        origin: Origin(file: folder),
        what: shards.count == 1
          ? "shard \(shards[0]) is of another batch"
          : "shards \(shards.map(String.init).joined(separator: ", ")) are of another batch",
        why: "the datasets, laws, objectives, subsets or options were not the same",
        fix: "run all shards again with the same manifest and options")
    case .differentInputs(let folder, let datasets):
      return Diagnostic(
        origin: Origin(file: folder),
        what: "\(datasets.joined(separator: ", ")) changed while the batch was made",
        why:
          "its bytes, groups, descriptor or law were not the same each time it was read, so fits may "
          + "be missing or there twice",
        fix: "run all shards again; fits whose input is the same are kept")
    case .differentPrograms(let folder, let digests):
      let list = digests.map { $0.prefix(12) + "…" }.joined(separator: " and ")
      return Diagnostic(
        origin: Origin(file: folder),
        what: "the shards were made by different programs, of SHA-256 \(list)",
        why: "two programs of one version need not give the same digits",
        fix: "run the shards again with one program, or pass \(.mixedKernels)")
    case .holdsOthers(let folder, let what):
      return Diagnostic(
        origin: Origin(file: folder), what: "holds \(what)",
        why: "a batch replaces only what batches wrote, which .echelle-batch.json lists",
        fix: "name another folder with \(.results), or move it away", category: .usage)
    case .mixed(let folder, let makers):
      return Diagnostic(
        origin: Origin(file: folder),
        what: "the shards were made with \(makers.joined(separator: " and "))",
        why: "versions, kernels and those of BLAS differ in the last digits of a fit",
        fix:
          "pin them with \(.kernel) and the variable OPENBLAS_CORETYPE and run the others again, or pass "
          + "\(.mixedKernels)")
    }
  }

  /// A line for each fault, and how to run all of them again.
  private func incomplete(_ folder: String, shards: Int, _ faults: [Fault]) -> Diagnostic {
    let list = shardsToRepeat.map(String.init).joined(separator: ",")
    let texts: [Phrase] = faults.map { "shard \($0.shard) of \(shards): \($0.text)" }
    var diagnostic = Diagnostic(
      origin: Origin(file: folder), what: texts.last ?? "nothing is missing",
      why: "a batch is put together from all of its shards",
      fix: "run \(shardsToRepeat.count == 1 ? "shard" : "shards") \(list) again with \(.shard); "
        + "under Slurm: sbatch --array=\(list) \(ShellText.word("\(folder)/slurm/array.sh"))")
    diagnostic.others = texts.dropLast()
    return diagnostic
  }
}
