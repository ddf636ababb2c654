import Diagnostics
import Escaping
import TrainingRuns

/// The runs of one reading, with unique names and marked duplicates.
public struct LoggedRuns: Sendable {
  /// The runs, in the order of the files.
  public private(set) var runs: [LoggedRun] = []
  /// Runs excluded because their learning rate was not annealed, or unknown.
  public private(set) var leftOut: [String] = []
  /// The options of the reading.
  public let options: LogOptions

  /// Makes names unique, marks duplicates, and applies the requested exclusions.
  public init(_ read: [LoggedRun], options: LogOptions) {
    self.options = options
    runs = read
    nameApart()
    markDuplicates()
    if options.onlyAnnealed { leaveOutNotAnnealed() }
  }

  /// Problems in comparing the runs, one sentence each.
  ///
  /// Losses logged under different names may be measured on different data.
  public var warnings: [String] {
    var runsByName: [ExactText: [String]] = [:]
    for run in runs { runsByName[ExactText(run.lossName), default: []].append(run.name) }
    let kinds = Set(
      runsByName.keys.map { HeaderPattern.words(of: $0.text).map { $0.lowercased() } })
    guard kinds.count > 1 else { return [] }
    let names = runsByName.sorted { $0.key < $1.key }.map { name, runs in
      "'\(name)' of \(counted(runs.count, "run")) (\(runs[0])\(runs.count > 1 ? ", …" : ""))"
    }
    return [
      spelled(
        "the losses have different names and may be on different data: "
          + Phrase(enumerated(names, last: "and"))
          + "; choose one for all with \(.loggedLoss, "NAME")")
    ]
  }

  /// Numbers runs of the same name.
  private mutating func nameApart() {
    var taken: Set<ExactText> = []
    for index in runs.indices {
      let name = runs[index].name
      var number = 1
      while !taken.insert(ExactText(runs[index].name)).inserted {
        number += 1
        runs[index].name = "\(name)#\(number)"
      }
      if number > 1 {
        runs[index].notes.append("another run has the same name '\(name)': \(runs[index].path)")
      }
    }
  }

  /// Marks runs with the same losses as another, and notes likely duplicates.
  ///
  /// - Complexity: O(checkpoints), plus the square of the number of runs that end at the same step.
  private mutating func markDuplicates() {
    var byStep: [Double: [Int]] = [:]
    for index in runs.indices where !runs[index].checkpoints.isEmpty {
      let run = runs[index]
      for other in byStep[run.lastStep ?? -1] ?? [] where runs[index].status != .duplicate {
        compare(index, with: other)
      }
      byStep[run.lastStep ?? -1, default: []].append(index)
    }
    markBeginnings()
  }

  private mutating func compare(_ index: Int, with other: Int) {
    let (run, first) = (runs[index], runs[other])
    guard run.final?.tokens == first.final?.tokens else { return }
    let losses = (run.checkpoints.map(\.loss), first.checkpoints.map(\.loss))
    if losses.0 == losses.1, run.parameterCount == first.parameterCount {
      runs[index].status = .duplicate
      runs[index].notes.append("has the same losses as '\(first.name)'")
      return
    }
    guard run.parameterCount == first.parameterCount, let a = run.final?.loss,
      let b = first.final?.loss, run.lossName == first.lossName, run.lastStep != nil,
      a != b, abs(a - b) <= 1e-3 * b
    else { return }
    let difference = (abs(a - b) * 1e6).rounded() / 1e6
    runs[index].notes.append(
      "may duplicate '\(first.name)': same last step and tokens, losses \(difference) apart")
  }

  /// Marks runs of several checkpoints whose losses are a prefix of another's, as for the states of
  /// earlier checkpoints of a run.
  private mutating func markBeginnings() {
    var bySignature: [[Double]: [Int]] = [:]
    for index in runs.indices where runs[index].checkpoints.count >= 3 {
      bySignature[runs[index].checkpoints.prefix(3).map(\.loss), default: []].append(index)
    }
    for group in bySignature.values where group.count > 1 {
      let longest =
        group.max { runs[$0].checkpoints.count < runs[$1].checkpoints.count } ?? group[0]
      let losses = runs[longest].checkpoints.map(\.loss)
      for index in group
      where index != longest && runs[index].status != .duplicate
        && runs[index].checkpoints.count < losses.count
        && losses.starts(with: runs[index].checkpoints.map(\.loss))
        && runs[index].parameterCount == runs[longest].parameterCount
      {
        runs[index].status = .duplicate
        runs[index].notes.append("is the first part of '\(runs[longest].name)'")
      }
    }
  }

  private mutating func leaveOutNotAnnealed() {
    guard !options.keepsCurves else {
      for index in runs.indices {
        runs[index].checkpoints.removeAll { $0.isAnnealed != true }
      }
      leftOut = runs.filter(\.checkpoints.isEmpty).map(\.name)
      runs.removeAll { $0.checkpoints.isEmpty }
      return
    }
    leftOut = runs.filter { $0.final?.isAnnealed != true }.map(\.name)
    runs.removeAll { $0.final?.isAnnealed != true }
  }
}
