import ArgumentParser
import LeastSquares

/// `echelle-benchmark fit WORKLOAD`.
struct FitWorkload: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Measure the refits and the starts of a workload.")

  @Argument(help: "The workload, in the form that workload.py describes.")
  var workload: String

  @Option(
    name: .customLong("kernel"),
    help: "A vector kernel; repeatable. Without it, the two widest that the machine can run.")
  var kernels: [String] = VectorKernel.available.suffix(2).reversed().map(\.name)

  @Option(help: "How often each fit is measured; the median counts.")
  var repeats = 21

  func validate() throws {
    guard repeats >= 1 else { throw ValidationError("--repeats needs at least 1") }
    if let unknown = kernels.first(where: { VectorKernel.named($0) == nil }) {
      throw ValidationError("this machine cannot run the kernel '\(unknown)'")
    }
  }

  func run() throws {
    let workload = try Workload(path: workload)
    let benchmarks = kernels.compactMap(VectorKernel.named).map {
      FitBenchmark(workload, kernel: $0, repeats: repeats)
    }
    try EchelleBenchmark.printEntries(
      benchmarks.map {
        Entry(
          name: "Echelle, \($0.kernel.name)", kernel: $0.kernel.name, refit: $0.refits(),
          start: $0.starts())
      })
  }

  /// What rivals/measure.py describes.
  private struct Entry: Encodable {
    var name, kernel: String
    var refit, start: FitTimes
  }
}
