import Reporting

/// What became of the items of one shard.
struct ShardRecord: Codable, Sendable {
  static let schema = "echelle.batch-shard/2"

  var schema = ShardRecord.schema
  /// The shard.
  var shard: Shard
  /// A hash of all that the batch was asked to do, by which shards of one batch are known.
  var batch: String
  var maker: BatchMaker
  /// The SHA-256 of the program.
  var program: String
  /// What was read, in the order of the tasks.
  var inputs: [Input]
  var items: [Item]

  /// What was read for a task.
  struct Input: Codable, Sendable, Hashable {
    /// Which task, from 0.
    var task: Int
    /// The dataset, as it was asked for.
    var dataset: String
    /// The digest of its bytes, descriptor and law; `nil` where it cannot be read.
    var digest: String?
    /// The labels of its groups, in their order; `nil` where it is not divided.
    var groups: [String]?

    /// Compares bytes: labels that look the same are those of two groups.
    static func == (one: Input, other: Input) -> Bool { one.identity == other.identity }

    func hash(into hasher: inout Hasher) { hasher.combine(identity) }

    private var identity: String {
      ResultKey.digest(
        ["\(task)", dataset, digest ?? "", "\(groups?.count ?? -1)"] + (groups ?? []))
    }
  }

  struct Item: Codable, Sendable {
    /// Where the item stands in the batch: task, group and objective.
    var position: [Int]
    var item: BatchItem
  }

  /// The name of its file in the results.
  static func file(_ shard: Shard) -> String { "shards/\(shard.index)-of-\(shard.count).json" }
}

extension Sequence<ShardRecord.Input> {
  /// The datasets of tasks for which different things were read, sorted.
  var differing: [String] {
    let readings = Dictionary(grouping: Set(self), by: \.task).values.filter { $0.count > 1 }
    return Set(readings.map { $0[0].dataset }).sorted()
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

  /// A shard told as `3/8`; `nil` where the text is none.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], index >= 1, index <= count
    else { return nil }
    self.init(index: index, count: count)
  }

  /// Whether the item of this rank is its to do.
  func contains(rank: Int) -> Bool { rank % count == index - 1 }
}
