public import Documents
import Escaping
import Foundation
import Platform
import ScalingLaws

extension ResultsFolder {
  /// Merges the shards of a batch, and writes its record, table and page.
  ///
  /// - Parameters:
  ///   - shards: The number of shards; `nil` uses the only number present.
  ///   - allowsMixedMakers: Whether the shards may come from different kernels or versions.
  /// - Returns: The record, identical to that of an unsharded batch.
  /// - Throws: ``ResultsError`` that names every missing or damaged shard.
  /// - Complexity: O(bytes of the results), all of which are checked.
  public func merge(shards: Int? = nil, allowsMixedMakers: Bool = false) throws -> BatchRecord {
    let present = shardCounts()
    let counts = present.keys.sorted()
    guard let count = shards ?? counts.first else { throw ResultsError.noShards(folder: path) }
    if shards == nil, counts.count > 1 {
      throw ResultsError.severalCounts(folder: path, counts: counts)
    }
    var records: [ShardRecord] = []
    var faults: [ResultsError.Fault] = []
    for index in 1...max(1, count) {
      guard let shard = Shard("\(index)/\(count)") else { continue }
      switch read(shard) {
      case .success(let record):
        let (checked, damages) = checked(record)
        records.append(checked)
        faults += damages.map { ResultsError.Fault(shard: index, text: $0) }
      case .failure(let fault): faults.append(ResultsError.Fault(shard: index, text: fault.text))
      }
    }
    guard faults.isEmpty else {
      throw ResultsError.incomplete(folder: path, shards: count, faults: faults)
    }
    let others = records.filter { $0.batch != records[0].batch }.map(\.shard.index)
    guard others.isEmpty else {
      throw ResultsError.differentBatches(folder: path, shards: others)
    }
    let differing = ShardRecord.differing(
      inputs: records.flatMap(\.inputs), sources: records.flatMap(\.sources))
    guard differing.isEmpty else {
      throw ResultsError.differentInputs(folder: path, datasets: differing)
    }
    let makers = Set(records.map(\.maker)).sorted { $0.text < $1.text }
    guard makers.count == 1 || allowsMixedMakers else {
      throw ResultsError.mixed(folder: path, makers: makers.map(\.text))
    }
    let programs = Set(records.map(\.program))
    guard programs.count == 1 || allowsMixedMakers else {
      throw ResultsError.differentPrograms(folder: path, digests: programs.sorted())
    }
    let record = BatchRecord(
      makers: makers,
      items: records.flatMap(\.items)
        .sorted { $0.position.lexicographicallyPrecedes($1.position) }.map(\.item))
    try write(record)
    return record
  }

  private struct Fault: Error {
    var text: String
  }

  private func read(_ shard: Shard) -> Result<ShardRecord, Fault> {
    let file = ShardRecord.file(shard)
    guard let bytes = bytes(file) else { return .failure(Fault(text: "missing")) }
    guard let record = try? JSONText.decode(ShardRecord.self, from: bytes),
      record.schema == ShardRecord.schema, record.shard == shard
    else { return .failure(Fault(text: "corrupt: \(file) cannot be read")) }
    guard record.isIntact(bytes) else {
      return .failure(Fault(text: "corrupt: \(file) does not match its checksum"))
    }
    guard record.isComplete else {
      return .failure(Fault(text: "corrupt: \(file) lacks fits of its shard"))
    }
    return .success(record)
  }

  /// A record with the figures of its fits, and the damage found in them.
  private func checked(_ record: ShardRecord) -> (record: ShardRecord, damages: [String]) {
    var record = record
    var damages: [String] = []
    for index in record.items.indices {
      guard let file = record.items[index].item.file else {
        record.items[index].item.fit = nil
        continue
      }
      guard ResultKey.isFile(file) else {
        damages.append("corrupt: '\(file.cut(to: 60))' is not a fit file")
        continue
      }
      guard let bytes = bytes(file) else {
        damages.append("missing: \(file)")
        continue
      }
      if SHA256.hexadecimal(bytes) == record.items[index].item.sha256,
        ResultSeal.isIntact(bytes, key: record.items[index].item.key ?? ""),
        let fit = try? JSONText.decode(FittedLaw.self, from: bytes)
      {
        record.items[index].item.fit = BatchFit(fit)
      } else {
        damages.append("corrupt: \(file) does not match its checksum")
      }
    }
    return (record, damages)
  }
}
