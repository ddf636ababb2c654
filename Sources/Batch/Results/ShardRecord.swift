import Reporting

/// What became of the items of one shard.
struct ShardRecord: Codable, Sendable {
  static let schema = "echelle.batch-shard/1"

  var schema = ShardRecord.schema
  /// The shard.
  var shard: Shard
  /// A hash of all that the batch was asked to do, by which shards of one batch are known.
  var batch: String
  var maker: BatchMaker
  var items: [Item]

  struct Item: Codable, Sendable {
    /// Where the item stands in the batch: task, group and objective.
    var position: [Int]
    var item: BatchItem
  }

  /// The name of its file in the results.
  static func file(_ shard: Shard) -> String { "shards/\(shard.index)-of-\(shard.count).json" }
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
