import LeastSquares
import LinearAlgebra
public import Reporting
public import ScalingLaws
import Tables
public import TrainingRuns

/// Makes the fits of a batch, or of one shard of it, in parallel.
///
/// What is done does not depend on how many fits are made at once, on what was there before, or on the
/// shard that does it: a fit whose file is there already is not made again.
public struct BatchRunner: Sendable {
  /// What is to be done.
  public var plan: BatchPlan
  /// The part of it to do.
  public var shard = Shard.whole
  /// The most threads.
  public var threadCount: Int
  /// Whether the others go on after one has failed.
  public var keepsGoing = true

  private let reader: BatchReader
  private let version: String

  /// How far a batch is.
  public struct Progress: Sendable {
    /// The fits that are there: made now or before.
    public var done = 0
    /// Those of them that were there before.
    public var found = 0
    /// What could not be fitted.
    public var failed = 0
  }

  /// What a run left behind.
  public struct Outcome: Sendable {
    /// What became of each item of the shard, in the order of the batch.
    public var record: BatchRecord
    /// How many fits were made and found.
    public var progress: Progress
    /// Whether it ended at the first failure, with items left to do.
    public var isCutShort: Bool
  }

  /// A runner.
  ///
  /// - Parameters:
  ///   - plan: What is to be done.
  ///   - store: Where datasets are looked up.
  ///   - version: The version of Echelle.
  ///   - threadCount: The most threads.
  ///   - law: The law that a text names, for a table with these columns.
  public init(
    _ plan: BatchPlan, store: DatasetStore, version: String, threadCount: Int,
    law: @escaping @Sendable (_ text: String, _ columns: [String]) throws -> ScalingLaw
  ) {
    self.plan = plan
    self.version = version
    self.threadCount = max(1, threadCount)
    reader = BatchReader(store: store, law: law)
  }

  /// Makes sure that the runs of a task at least can be read, as options about columns may be wrong for
  /// all.
  ///
  /// - Throws: What the first task fails of, where all fail.
  public func check() throws {
    try reader.check(plan.tasks)
  }

  /// Makes the fits that are not in `results` yet, and writes the record of the shard; of a batch in
  /// one piece also its record, table and page.
  ///
  /// - Parameters:
  ///   - results: Where they go.
  ///   - progress: Told after each fit how far the batch is.
  /// - Returns: What became of each item.
  /// - Throws: ``ResultsError`` where the results cannot be written, `CancellationError` where the task
  ///   was cancelled; the fits that were made by then are kept.
  public func run(
    into results: ResultsFolder, progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws -> Outcome {
    try results.prepare()
    let queue = BatchQueue(plan, shard: shard, reader: reader)
    let names = BatchNames(plan)
    let threadsPerFit = threadsPerFit
    var entries: [ShardRecord.Item] = []
    var state = Progress()
    var isCutShort = false
    try await withThrowingTaskGroup(of: (ShardRecord.Item, wasFound: Bool).self) { group in
      func addTask() {
        group.addTask { @concurrent in
          guard let work = queue.next() else { throw Exhausted() }
          return try await perform(work, names: names, threads: threadsPerFit, results: results)
        }
      }
      for _ in 0..<threadCount { addTask() }
      while let result = await group.nextResult() {
        switch result {
        case .failure(is Exhausted): continue
        case .failure(let error):
          group.cancelAll()
          throw error
        case .success(let (entry, wasFound)):
          entries.append(entry)
          state.done += entry.item.fit == nil ? 0 : 1
          state.found += wasFound ? 1 : 0
          state.failed += entry.item.fit == nil ? 1 : 0
          progress(state)
        }
        if state.failed > 0, !keepsGoing {
          isCutShort = true
          group.cancelAll()
          break
        }
        addTask()
      }
    }
    entries.sort { $0.position.lexicographicallyPrecedes($1.position) }
    let record = BatchRecord(makers: [maker], items: entries.map(\.item))
    if !isCutShort {
      try Task.checkCancellation()
      let shardRecord = ShardRecord(
        shard: shard, batch: plan.digest, maker: maker, items: entries)
      try results.write(
        [UInt8](JSONText.encode(shardRecord).utf8), to: ShardRecord.file(shard))
      if shard == .whole { try results.write(record) }
    }
    return Outcome(record: record, progress: state, isCutShort: isCutShort)
  }

  /// How many fits there are to make; `nil` where that depends on the groups of tables.
  public var fitCount: Int? {
    guard !plan.tasks.contains(where: reader.isGrouped) else { return nil }
    let count = plan.tasks.reduce(0) { $0 + $1.objectives.count }
    return (0..<count).count { shard.contains(rank: $0) }
  }

  /// There is nothing left to do.
  private struct Exhausted: Error {}

  private var maker: BatchMaker {
    let kernel = plan.tasks.first?.fitting.kernel ?? FitOptions().kernel
    return BatchMaker(version: version, kernel: kernel.name, blas: linearAlgebraLibrary())
  }

  /// Fits are made at once; a fit has more than one thread only where there are fewer fits than threads.
  private var threadsPerFit: Int {
    guard let count = fitCount, count < threadCount else { return 1 }
    return threadCount / max(1, count)
  }

  private func perform(
    _ work: BatchWork, names: BatchNames, threads: Int, results: ResultsFolder
  ) async throws -> (ShardRecord.Item, wasFound: Bool) {
    var item = BatchItem(
      name: names.name(of: work, runs: nil), dataset: work.task.dataset, law: work.task.law,
      objective: work.objective.text, subset: work.task.subset?.name, group: nil)
    var wasFound = false
    do {
      let input = try work.input?.get() ?? reader.read(work.task)
      item.name = names.name(of: work, runs: input.runs)
      item.group = input.runs.group?.first
      let key = try ResultKey(
        work.task, input: input.digest, source: input.source, group: item.group, law: input.law,
        objective: work.objective, version: version)
      item.key = key.text
      let file = key.file(name: item.name)
      let bytes: [UInt8]
      if let found = results.fit(file) {
        item.fit = BatchFit(found.fit)
        bytes = found.bytes
        wasFound = true
      } else {
        var options = work.task.fitting
        options.law = input.law
        options.objective = work.objective
        options.threadCount = threads
        let fit = try await LawFitter(options: options, version: version).fit(input.runs)
        bytes = [UInt8](try JSONText.encode(fit).utf8)
        try results.write(bytes, to: file)
        item.fit = BatchFit(fit)
      }
      item.file = file
      item.sha256 = SHA256.hexadecimal(bytes)
    } catch let error as CancellationError {
      throw error
    } catch let error as ResultsError {
      throw error
    } catch {
      item.error = "\(error)"
    }
    return (ShardRecord.Item(position: work.position, item: item), wasFound)
  }
}
