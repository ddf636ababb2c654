/// Maps the integers below `count` in chunks, on several threads, keeping their order.
///
/// The result does not depend on the number of threads or on the chunks, as long
/// as `work` depends only on the integers.
///
/// - Parameters:
///   - count: The number of integers.
///   - threads: The maximum number of concurrent chunks, at least 1.
///   - chunkSize: The number of integers per chunk.
///   - progress: Called with the number of integers done, after each chunk.
///   - work: The values for the integers of a range.
/// - Returns: The values of all integers, in order.
/// - Throws: `CancellationError` if the task is cancelled.
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

/// Called with the completed and total steps of a fit.
public typealias FitProgress = @Sendable (_ done: Int, _ total: Int) -> Void
