import ArgumentParser
import Foundation

@main struct Fuzz: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "echelle-fuzz",
    abstract:
      "Give Echelle's readers arbitrary input, and look for crashes, hangs and wrong answers.",
    discussion: """
      Input k is a function of the seed and k alone. Every target runs in processes of its own, so that \
      a crash or a hang is reported with the input that caused it.

      EXAMPLES
        echelle-fuzz --inputs 10M
        echelle-fuzz --target csv --target formula --inputs 50000 --seed 7
      """)

  @Option(
    help: "A target to run: \(FuzzTarget.names). (default: all)")
  var target: [String] = []

  @Option(
    help: "How many inputs there are in all, shared among the targets, slow ones having fewer.")
  var inputs = 100_000

  @Option(help: "What the inputs depend on.")
  var seed: UInt64 = 0

  @Option(
    help: "Seconds that a thousand inputs of a fast target may take; more is a hang.")
  var limit = 30.0

  @Option(help: ArgumentHelp("The first input of a worker.", visibility: .hidden))
  var workerFirst: Int?

  func run() async throws {
    let targets = try target.isEmpty ? FuzzTarget.all : target.map(Self.target)
    if let workerFirst {
      return try await Self.work(
        on: targets[0], inputs: workerFirst..<workerFirst + inputs, seed: seed)
    }
    var failed = 0
    let weights = targets.reduce(0) { $0 + $1.weight }
    for target in targets {
      let share = max(Int(Double(inputs) * target.weight / weights), 1)
      let supervisor = Supervisor(target: target, seed: seed, limit: limit)
      let start = ContinuousClock.now
      if let fault = try await supervisor.fault(in: 0..<share) {
        failed += 1
        print("\(target.name): \(fault)")
      } else {
        let seconds = start.duration(to: .now) / .seconds(1)
        print("\(target.name): \(share) inputs, no fault, \(Int(Double(share) / seconds)) a second")
      }
    }
    // The closing line by which test runners are read.
    print("\(targets.count - failed) passed, \(failed) failed")
    if failed > 0 { throw ExitCode.failure }
  }

  private static func target(named name: String) throws -> FuzzTarget {
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
      throw ValidationError("no target '\(name)'")
    }
    return target
  }

  /// Checks some inputs, and says which is the first with a finding.
  private static func work(
    on target: FuzzTarget, inputs: Range<Int>, seed: UInt64
  ) async throws {
    for index in inputs {
      do {
        try await target.check(target.input(seed: seed, index: index))
      } catch {
        // On a line, as the supervisor reads it.
        let text = "\(error)".split(separator: "\n").joined(separator: "; ")
        print("input \(index): \(text)")
        throw ExitCode.failure
      }
    }
  }
}
