public import Documents
import LeastSquares
import LinearAlgebra
import Platform
public import ScalingLaws
import Tables
public import TrainingRuns

/// Makes the fits of a batch, or of one shard of it, in parallel.
///
/// Results do not depend on the number of concurrent fits, on earlier results, or on the
/// shard: a fit whose file already exists is not made again.
public struct BatchRunner: Sendable {
  /// The plan.
  public var plan: BatchPlan
  /// The shard to run.
  public var shard = Shard.whole
  /// The maximum number of threads.
  public var threadCount: Int
  /// Whether the others continue after one has failed.
  public var keepsGoing = true

  private let reader: BatchReader
  private let program: BatchProgram

  /// The progress of a batch.
  public struct Progress: Sendable {
    /// The fits that exist, made now or before.
    public var done = 0
    /// Those that existed before.
    public var found = 0
    /// Fits that failed.
    public var failed = 0

    /// No progress yet.
    package init() {}
  }

  /// The outcome of a run of the batch.
  public struct Outcome: Sendable {
    /// The outcome of each item of the shard, in batch order.
    public var record: BatchRecord
    /// How many fits were made and found.
    public var progress: Progress
    /// The errors of the items of ``record`` without a fit, in no particular order.
    public var errors: [any Error]
    /// Whether it stopped at the first failure, with items left.
    public var isCutShort: Bool
  }

  /// A runner.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - store: The store that resolves dataset names.
  ///   - program: The running program.
  ///   - threadCount: The maximum number of threads.
  ///   - law: Resolves a law by name or formula, for a table with these columns.
  public init(
    _ plan: BatchPlan, store: DatasetStore, program: BatchProgram, threadCount: Int,
    law: @escaping @Sendable (_ text: String, _ columns: [String]) throws -> ScalingLaw
  ) {
    self.plan = plan
    self.program = program
    self.threadCount = max(1, threadCount)
    reader = BatchReader(store: store, law: law)
  }

  /// Checks that the runs of at least one task can be read, since options about columns may be wrong for
  /// all.
  ///
  /// - Throws: The first task's error, if all fail.
  public func check() throws {
    try reader.check(plan.tasks)
  }

  /// Makes the fits that are not in `results` yet, and writes the record of the shard; for an unsharded
  /// batch also its record, table and page.
  ///
  /// - Parameters:
  ///   - results: The results folder.
  ///   - progress: Called after each fit with the progress of the batch.
  /// - Returns: The outcome of each item.
  /// - Throws: ``ResultsError`` if the results cannot be written, `CancellationError` if the task
  ///   was cancelled; fits made by then are kept.
  public func run(
    into results: ResultsFolder, progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws -> Outcome {
    try results.prepare()
    let queue = BatchQueue(plan, shard: shard, reader: reader)
    let names = BatchNames(plan)
    let threadsPerFit = threadsPerFit
    var entries: [ShardRecord.Item] = []
    var errors: [any Error] = []
    var state = Progress()
    var isCutShort = false
    try await withThrowingTaskGroup(of: Made.self) { group in
      func addTask() {
        group.addTask { @concurrent in
          guard let work = queue.next() else { throw Exhausted() }
          return try await perform(
            work, of: queue, names: names, threads: threadsPerFit, results: results)
        }
      }
      for _ in 0..<threadCount { addTask() }
      while let result = await group.nextResult() {
        switch result {
        case .failure(is Exhausted): continue
        case .failure(let error):
          group.cancelAll()
          throw error
        case .success(let made):
          entries.append(made.entry)
          if let error = made.error { errors.append(error) }
          state.done += made.error == nil ? 1 : 0
          state.found += made.wasFound ? 1 : 0
          state.failed += made.error == nil ? 0 : 1
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
      let sources = queue.sources()
      let differing = ShardRecord.differing(inputs: queue.inputs, sources: sources)
      guard differing.isEmpty else {
        throw ResultsError.differentInputs(folder: results.path, datasets: differing)
      }
      let shardRecord = ShardRecord(
        shard: shard, batch: plan.digest, maker: maker, program: program.digest,
        inputs: queue.inputs.sorted { $0.task < $1.task },
        sources: sources.sorted { $0.dataset.utf8.lexicographicallyPrecedes($1.dataset.utf8) },
        objectives: plan.tasks.map(\.objectives.count), items: entries)
      try results.check(shardRecord)
      try results.write(shardRecord.sealed(), to: ShardRecord.file(shard))
      if shard == .whole { try results.write(record) }
    }
    return Outcome(record: record, progress: state, errors: errors, isCutShort: isCutShort)
  }

  /// The number of fits; `nil` if it depends on the groups of tables.
  public var fitCount: Int? {
    guard !plan.tasks.contains(where: reader.isGrouped) else { return nil }
    let count = plan.tasks.reduce(0) { $0 + $1.objectives.count }
    return (0..<count).count { shard.contains(rank: $0) }
  }

  /// The outcome of one item.
  private struct Made: Sendable {
    var entry: ShardRecord.Item
    var wasFound = false
    var error: (any Error)?
  }

  /// No items are left.
  private struct Exhausted: Error {}

  private var maker: BatchMaker {
    let kernel = plan.tasks.first?.fitting.kernel ?? FitOptions().kernel
    return BatchMaker(version: program.version, kernel: kernel.name, blas: linearAlgebraLibrary())
  }

  /// Fits run in parallel; a fit has more than one thread only if there are fewer fits than threads.
  private var threadsPerFit: Int {
    guard let count = fitCount, count < threadCount else { return 1 }
    return threadCount / max(1, count)
  }

  private func perform(
    _ work: BatchWork, of queue: BatchQueue, names: BatchNames, threads: Int,
    results: ResultsFolder
  ) async throws -> Made {
    var item = BatchItem(
      name: names.name(of: work, runs: nil), dataset: work.task.dataset, law: work.task.law,
      objective: work.objective.text, subset: work.task.subset?.name, group: nil)
    var wasFound = false
    var fault: (any Error)?
    do {
      let input = try input(of: work, queue)
      item.name = names.name(of: work, runs: input.runs)
      item.group = input.runs.group?.first
      let key = ResultKey(
        work.task, input: input.digest, group: item.group, objective: work.objective,
        program: program)
      item.key = key.text
      let file = key.file(name: item.name)
      let bytes: [UInt8]
      if let found = results.fit(file, key: key) {
        item.fit = BatchFit(found.fit)
        bytes = found.bytes
        wasFound = true
      } else {
        var options = work.task.fitting
        options.law = input.law
        options.objective = work.objective
        options.threadCount = threads
        let fit = try await LawFitter(options: options, version: program.version).fit(input.runs)
        bytes = ResultSeal.sealed([UInt8](try JSONText.encode(fit).utf8), key: key.text)
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
      fault = error
    }
    return Made(
      entry: ShardRecord.Item(position: work.position, item: item), wasFound: wasFound,
      error: fault)
  }

  /// The runs of a fit: those of its group, or read now.
  private func input(of work: BatchWork, _ queue: BatchQueue) throws -> BatchInput {
    if let input = work.input { return try input.get() }
    do {
      let input = try reader.read(work.task)
      queue.note(input, of: work)
      return input
    } catch {
      queue.note(nil, of: work)
      throw error
    }
  }
}
