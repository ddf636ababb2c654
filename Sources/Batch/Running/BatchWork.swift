import Diagnostics
import Platform
import ScalingLaws
import Synchronization
import Tables
import TrainingRuns

/// One fit to be made.
struct BatchWork: Sendable {
  let task: BatchTask
  let objective: FitObjective
  /// Task, group and objective, which order the results.
  let position: [Int]
  /// The runs, or why they cannot be read; `nil` if not read yet.
  let input: Result<BatchInput, any Error>?
}

/// Runs that were read for a fit.
struct BatchInput: Sendable {
  /// The digest of everything read: the bytes of the table and of its descriptor, and the law.
  let digest: String
  /// The digest of the table and its descriptor.
  let source: String
  let law: ScalingLaw
  let runs: RunTable

  /// The runs of one of its groups.
  func group(_ runs: RunTable) -> BatchInput {
    BatchInput(digest: digest, source: source, law: law, runs: runs)
  }

  init(digest: String, source: String, law: ScalingLaw, runs: RunTable) {
    self.digest = digest
    self.source = source
    self.law = law
    self.runs = runs
  }

  /// The digest of the input at `source`: a table with this digest, and its descriptor.
  static func digest(_ source: RunSource, table: String, descriptor: String?) -> String {
    ResultKey.digest([table, descriptor ?? "", source.name, source.path])
  }

  /// The input read from `source`.
  ///
  /// - Parameters:
  ///   - source: Its location.
  ///   - table: The bytes of the table.
  ///   - descriptor: The text of its descriptor.
  ///   - law: The law to be fitted.
  ///   - runs: The runs in the table.
  init(_ source: RunSource, table: [UInt8], descriptor: String?, law: ScalingLaw, runs: RunTable) {
    let domains = law.domains.map { "\($0.key)=\($0.value.rawValue)" }.sorted()
    let ranges = law.startRanges.map { "\($0.key)=\($0.value)" }.sorted()
    let fixed = law.fixed.map { "\($0.key)=\($0.value)" }.sorted()
    let tableDigest = SHA256.hexadecimal(table)
    let bounds = law.bounds.map { "\($0.key)=\($0.value)" }.sorted()
    let digest = ResultKey.digest(
      [
        tableDigest, descriptor ?? "", source.name, source.path, law.name, law.formula,
        law.citation ?? "", "\(law.coefficients)", "\(domains)", "\(ranges)", "\(fixed)",
      ] + (bounds.isEmpty ? [] : ["\(bounds)"]))
    self.init(
      digest: digest, source: Self.digest(source, table: tableDigest, descriptor: descriptor),
      law: law, runs: runs)
  }
}

/// Reads the runs of tasks.
struct BatchReader: Sendable {
  let store: DatasetStore
  /// The law that a text names, for a table with these columns.
  let law: @Sendable (_ text: String, _ columns: [String]) throws -> ScalingLaw

  /// Whether the runs of a task are grouped, as far as is known without reading them.
  func isGrouped(_ task: BatchTask) -> Bool {
    if task.reading.groupBy != nil { return true }
    return (try? store.resolve(task.dataset))?.descriptor?.groupBy != nil
  }

  /// Checks that the runs of at least one task can be read.
  ///
  /// - Throws: The first task's error, if all fail.
  func check(_ tasks: [BatchTask]) throws {
    var fault: (any Error)?
    for task in tasks {
      do {
        _ = try read(task)
        return
      } catch { fault = fault ?? error }
    }
    if let fault { throw fault }
  }

  /// Reads the runs of a task, all groups together.
  ///
  /// The bytes are read once, so that the digest matches the fitted data even if the file changes
  /// or disappears meanwhile.
  func read(_ task: BatchTask) throws -> BatchInput {
    let source = try store.resolve(task.dataset)
    guard FileSystem.kind(of: source.path) != .stream else {
      throw Diagnostic(
        origin: Origin(file: source.path),
        what: "this is this is a pipe, a socket or a device, not a file",
        why: "a batch reads its tables again when it resumes", fix: "write the table to a file")
    }
    let bytes = try FileSystem.bytes(ofFile: source.path)
    let reader = try TableReader(bytes: bytes, name: source.path)
    let law = try law(task.law, task.reading.symbols(besides: reader.columnNames))
    var options = task.reading
    try options.require([law])
    let runs = try RunTable(
      reading: reader, name: source.name, path: source.path, dataset: source.descriptor,
      options: options)
    let descriptor = try source.descriptor.map { try FileSystem.text(ofFile: $0.location.file) }
    return BatchInput(source, table: bytes, descriptor: descriptor, law: law, runs: runs)
  }
}

extension BatchReader {
  /// The digest of a dataset without reading its runs: ``BatchInput/source``; `nil` if that fails.
  func digest(_ dataset: String) -> String? {
    guard let source = try? store.resolve(dataset),
      let table = try? SHA256.hexadecimal(ofFile: source.path)
    else { return nil }
    let descriptor = source.descriptor.map { try? FileSystem.text(ofFile: $0.location.file) }
    if case .some(nil) = descriptor { return nil }
    return BatchInput.digest(source, table: table, descriptor: descriptor ?? nil)
  }
}

/// The fits of a shard, handed out one at a time in the order of the batch.
///
/// A grouped table is read for its first fit and released after its last: at most one more table
/// is in memory than fits are running.
final class BatchQueue: Sendable {
  private struct State {
    var task = 0
    /// The rank of the next task's first fit, which assigns fits to shards.
    var rank = 0
    var ready: [BatchWork] = []
    var inputs: Set<ShardRecord.Input> = []
    var sources: Set<ShardRecord.Source> = []
  }

  private let tasks: [BatchTask]
  private let shard: Shard
  private let reader: BatchReader
  private let state = Mutex(State())

  init(_ plan: BatchPlan, shard: Shard, reader: BatchReader) {
    tasks = plan.tasks
    self.shard = shard
    self.reader = reader
  }

  /// The next fit; `nil` if none is left.
  func next() -> BatchWork? {
    state.withLock { state in
      while state.ready.isEmpty, state.task < tasks.count { fill(&state) }
      return state.ready.popLast()
    }
  }

  /// The inputs read so far, task by task.
  var inputs: Set<ShardRecord.Input> { state.withLock { $0.inputs } }

  /// The datasets of all tasks: as they were when read, or as they are now if not read.
  func sources() -> Set<ShardRecord.Source> {
    var sources = state.withLock { $0.sources }
    var known = Set(sources.map { Array($0.dataset.utf8) })
    for task in tasks where known.insert(Array(task.dataset.utf8)).inserted {
      sources.insert(
        ShardRecord.Source(dataset: task.dataset, digest: reader.digest(task.dataset)))
    }
    return sources
  }

  /// Records the input of an ungrouped task, unless it cannot be read.
  func note(_ input: BatchInput?, of work: BatchWork) {
    let read = ShardRecord.Input(
      task: work.position[0], dataset: work.task.dataset, digest: input?.digest, groups: nil)
    let source = ShardRecord.Source(dataset: work.task.dataset, digest: input?.source)
    state.withLock { state in
      state.inputs.insert(read)
      if input != nil { state.sources.insert(source) }
    }
  }

  private func fill(_ state: inout State) {
    let task = tasks[state.task]
    var inputs: [Result<BatchInput, any Error>?] = [nil]
    if reader.isGrouped(task) {
      inputs = groups(task)
      let read = inputs.compactMap { try? $0?.get() }
      if let first = read.first {
        state.sources.insert(ShardRecord.Source(dataset: task.dataset, digest: first.source))
      }
      state.inputs.insert(
        ShardRecord.Input(
          task: state.task, dataset: task.dataset, digest: read.first?.digest,
          groups: read.map { $0.runs.group?.first ?? "" }))
    }
    var works: [BatchWork] = []
    for (group, input) in inputs.enumerated() {
      for (index, objective) in task.objectives.enumerated() {
        if shard.contains(rank: state.rank) {
          works.append(
            BatchWork(
              task: task, objective: objective, position: [state.task, group, index],
              input: input))
        }
        state.rank += 1
      }
    }
    state.ready = works.reversed()
    state.task += 1
  }

  private func groups(_ task: BatchTask) -> [Result<BatchInput, any Error>] {
    do {
      let input = try reader.read(task)
      let groups = input.runs.groups()
      return groups.isEmpty ? [.success(input)] : groups.map { .success(input.group($0)) }
    } catch {
      return [.failure(error)]
    }
  }
}
