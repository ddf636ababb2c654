public import Documents
import LeastSquares
import LinearAlgebra
import Platform
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
  private let program: BatchProgram

  /// How far a batch is.
  public struct Progress: Sendable {
    /// The fits that are there: made now or before.
    public var done = 0
    /// Those of them that were there before.
    public var found = 0
    /// What could not be fitted.
    public var failed = 0

    /// Nothing yet.
    package init() {}
  }

  /// What a run left behind.
  public struct Outcome: Sendable {
    /// What became of each item of the shard, in the order of the batch.
    public var record: BatchRecord
    /// How many fits were made and found.
    public var progress: Progress
    /// Why the items of ``record`` that have no fit have none, in no order.
    public var errors: [any Error]
    /// Whether it ended at the first failure, with items left to do.
    public var isCutShort: Bool
  }

  /// A runner.
  ///
  /// - Parameters:
  ///   - plan: What is to be done.
  ///   - store: Where datasets are looked up.
  ///   - program: The program that this is.
  ///   - threadCount: The most threads.
  ///   - law: The law that a text names, for a table with these columns.
  public init(
    _ plan: BatchPlan, store: DatasetStore, program: BatchProgram, threadCount: Int,
    law: @escaping @Sendable (_ text: String, _ columns: [String]) throws -> ScalingLaw
  ) {
    self.plan = plan
    self.program = program
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

  /// How many fits there are to make; `nil` where that depends on the groups of tables.
  public var fitCount: Int? {
    guard !plan.tasks.contains(where: reader.isGrouped) else { return nil }
    let count = plan.tasks.reduce(0) { $0 + $1.objectives.count }
    return (0..<count).count { shard.contains(rank: $0) }
  }

  /// What became of one item.
  private struct Made: Sendable {
    var entry: ShardRecord.Item
    var wasFound = false
    var error: (any Error)?
  }

  /// There is nothing left to do.
  private struct Exhausted: Error {}

  private var maker: BatchMaker {
    let kernel = plan.tasks.first?.fitting.kernel ?? FitOptions().kernel
    return BatchMaker(version: program.version, kernel: kernel.name, blas: linearAlgebraLibrary())
  }

  /// Fits are made at once; a fit has more than one thread only where there are fewer fits than threads.
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

  /// The runs of a fit: those of its group, or what is read now.
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
