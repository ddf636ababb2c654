import Documents
import Reporting

/// The outcome of the items of one shard.
struct ShardRecord: Codable, Sendable {
  static let schema = "echelle.batch-shard/2"

  var schema = ShardRecord.schema
  /// The shard.
  var shard: Shard
  /// A hash of the requested batch, which identifies the shards of one batch.
  var batch: String
  var maker: BatchMaker
  /// The SHA-256 of the program.
  var program: String
  /// The inputs read, in the order of the tasks.
  var inputs: [Input]
  /// The datasets of the whole batch at the end of the shard, whether it read them or not.
  var sources: [Source]
  /// The number of objectives per task.
  var objectives: [Int]
  var items: [Item]

  /// The input read for a task.
  struct Input: Codable, Sendable, Hashable {
    /// Which task, from 0.
    var task: Int
    /// The dataset, as requested.
    var dataset: String
    /// The digest of its bytes, descriptor and law; `nil` if it cannot be read.
    var digest: String?
    /// The labels of its groups, in order; `nil` if it is not grouped.
    var groups: [String]?

    /// Compares bytes: labels that look the same can belong to two groups.
    static func == (one: Input, other: Input) -> Bool { one.identity == other.identity }

    func hash(into hasher: inout Hasher) { hasher.combine(identity) }

    private var identity: String {
      ResultKey.digest(
        ["\(task)", dataset, digest ?? "", "\(groups?.count ?? -1)"] + (groups ?? []))
    }
  }

  /// A dataset and its bytes.
  struct Source: Codable, Sendable, Hashable {
    /// The dataset, as requested.
    var dataset: String
    /// The digest of its bytes and of its descriptor; `nil` if it cannot be read.
    var digest: String?

    static func == (one: Source, other: Source) -> Bool { one.identity == other.identity }

    func hash(into hasher: inout Hasher) { hasher.combine(identity) }

    private var identity: String { ResultKey.digest([dataset, digest ?? ""]) }
  }

  struct Item: Codable, Sendable {
    /// The position of the item in the batch: task, group and objective.
    var position: [Int]
    var item: BatchItem
  }

  /// Whether the items are exactly those of the shard: one for each task, group and objective whose
  /// rank belongs to it.
  var isComplete: Bool {
    let groups = Dictionary(inputs.map { ($0.task, max(1, $0.groups?.count ?? 1)) }) { $1 }
    var rank = 0
    var positions = items.map(\.position)[...]
    for (task, count) in objectives.enumerated() {
      let (fits, isOver) = max(0, count).multipliedReportingOverflow(by: groups[task] ?? 1)
      // Shard sizes differ by at most one fit.
      guard !isOver, fits / self.shard.count <= items.count else { return false }
      for fit in 0..<fits {
        defer { rank += 1 }
        guard shard.contains(rank: rank) else { continue }
        guard positions.popFirst() == [task, fit / count, fit % count] else { return false }
      }
    }
    return positions.isEmpty
  }

  /// The key of its seal.
  private var key: String {
    ResultKey.digest(["echelle.batch-shard", batch, program, "\(shard.index)", "\(shard.count)"])
  }

  /// Its file, with the seal that detects changes.
  func sealed() throws -> [UInt8] {
    ResultSeal.sealed([UInt8](try JSONText.encode(self).utf8), key: key)
  }

  /// Whether `bytes`, from which it was read, are unchanged.
  func isIntact(_ bytes: [UInt8]) -> Bool { ResultSeal.isIntact(bytes, key: key) }

  /// The datasets that changed between reads, sorted.
  static func differing(inputs: some Sequence<Input>, sources: some Sequence<Source>) -> [String] {
    // Compare bytes: names that look the same can belong to two datasets.
    let datasets = Set((inputs.differing + sources.differing).map { Array($0.utf8) })
    return datasets.sorted { $0.lexicographicallyPrecedes($1) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The name of its file in the results.
  static func file(_ shard: Shard) -> String { "shards/\(shard.index)-of-\(shard.count).json" }
}

extension Sequence<ShardRecord.Input> {
  /// The datasets of tasks with differing inputs, sorted.
  var differing: [String] {
    let readings = Dictionary(grouping: Set(self), by: \.task).values.filter { $0.count > 1 }
    return Set(readings.map { $0[0].dataset }).sorted()
  }
}

extension Sequence<ShardRecord.Source> {
  /// The datasets that changed, sorted.
  var differing: [String] {
    let readings = Dictionary(grouping: Set(self)) { Array($0.dataset.utf8) }.values
    return readings.filter { $0.count > 1 }.map { $0[0].dataset }.sorted()
  }
}

/// A part of a batch: the `index`-th of `count`, from 1.
public struct Shard: Sendable, Equatable, Codable {
  /// Which one, from 1.
  public var index: Int
  /// How many there are.
  public var count: Int

  /// The whole batch.
  public static let whole = Shard(index: 1, count: 1)

  private init(index: Int, count: Int) {
    self.index = index
    self.count = count
  }

  /// A shard written as `3/8`; `nil` if the text is not one.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], index >= 1, index <= count
    else { return nil }
    self.init(index: index, count: count)
  }

  /// Whether the item of this rank belongs to the shard.
  func contains(rank: Int) -> Bool { rank % count == index - 1 }
}
