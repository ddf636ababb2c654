import TrainingRuns

/// The names of a batch's fits: only what differs between them.
struct BatchNames: Sendable {
  private let hasSubsets: Bool
  private let hasLaws: Bool
  private let hasObjectives: Bool

  init(_ plan: BatchPlan) {
    hasSubsets = plan.varies { $0.subset?.name }
    hasLaws = plan.varies(\.law)
    hasObjectives = plan.tasks.contains { $0.objectives.count > 1 }
  }

  /// The name of a fit, such as `hoffmann2022 small chinchilla lad`.
  func name(of work: BatchWork, runs: RunTable?) -> String {
    ([runs?.name ?? work.task.dataset]
      + (hasSubsets ? [work.task.subset?.name ?? "all"] : [])
      + (hasLaws ? [work.task.law] : []) + (hasObjectives ? [work.objective.text] : []))
      .joined(separator: " ")
  }
}
