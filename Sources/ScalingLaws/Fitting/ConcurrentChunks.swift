/// Maps the integers below `count` in chunks, on several threads, keeping their order.
///
/// What is returned does not depend on the number of threads or on how the work was divided, as long
/// as `work` depends on the integers alone.
///
/// - Parameters:
///   - count: How many integers there are.
///   - threads: The most chunks at a time, at least 1.
///   - chunkSize: How many integers a chunk has.
///   - progress: Told how many integers are done, after each chunk.
///   - work: The values for the integers of a range.
/// - Returns: The values of all integers, in order.
/// - Throws: `CancellationError` where the task is cancelled.
package func concurrentChunks<Value: Sendable>(
  count: Int, threads: Int, chunkSize: Int,
  progress: FitProgress?, _ work: @escaping @Sendable (Range<Int>) -> [Value]
) async throws -> [Value] {
  let ranges = stride(from: 0, to: count, by: chunkSize).map { $0..<min($0 + chunkSize, count) }
  return try await withThrowingTaskGroup(of: (Int, [Value]).self) { group in
    var chunks: [[Value]?] = Array(repeating: nil, count: ranges.count)
    var next = 0
    var done = 0
    func addTask() {
      guard next < ranges.count else { return }
      let (index, range) = (next, ranges[next])
      next += 1
      group.addTask { @concurrent in (index, work(range)) }
    }
    for _ in 0..<max(1, threads) { addTask() }
    while let (index, values) = try await group.next() {
      try Task.checkCancellation()
      chunks[index] = values
      done += ranges[index].count
      progress?(done, count)
      addTask()
    }
    return chunks.flatMap { $0 ?? [] }
  }
}

/// Is told how many of how many steps of a fit are done.
public typealias FitProgress = @Sendable (_ done: Int, _ total: Int) -> Void
