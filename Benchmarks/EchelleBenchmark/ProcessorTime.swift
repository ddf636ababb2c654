#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The processor time that `work` takes, of all threads of the process, in seconds.
func processorSeconds(_ work: () throws -> Void) rethrows -> Double {
  let begin = processorTime()
  try work()
  return processorTime() - begin
}

private func processorTime() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
  return Double(now.tv_sec) + 1e-9 * Double(now.tv_nsec)
}
