import Platform
public import ScalingLaws
import Tables
public import TrainingRuns

/// The work of a batch: laws fitted to tables, each with several objectives.
public struct BatchPlan: Sendable {
  /// The tasks, in order.
  public var tasks: [BatchTask] = []

  /// An empty plan.
  public init() {}

  /// A hash of all tasks, which identifies the shards of one batch.
  var digest: String {
    let lines = tasks.map { task in
      "\(task.objectives.map(\.text).joined(separator: ",")) \(task.description)"
    }
    return SHA256.hexadecimal([UInt8](lines.joined(separator: "\n").utf8))
  }

  /// A task identical to an earlier one.
  public var repeatedTask: BatchTask? {
    // Compare bytes: paths that look the same may belong to two files.
    var seen: Set<[UInt8]> = []
    return tasks.first { !seen.insert(Array($0.description.utf8)).inserted }
  }

  /// Whether tasks differ in a property.
  func varies<Value: Hashable>(_ value: (BatchTask) -> Value) -> Bool {
    guard let first = tasks.first.map(value) else { return false }
    return tasks.contains { value($0) != first }
  }
}

/// One law to be fitted to the runs of one dataset, or to each group of them.
public struct BatchTask: Sendable {
  /// A file, folder or name of a dataset.
  public var dataset: String
  /// A law by its name or formula.
  public var law: String
  /// The objectives, each with its name.
  public var objectives: [FitObjective]
  /// The subset of the runs; `nil` for all.
  public var subset: Subset?
  /// How the runs are read.
  public var reading: ReadingOptions
  /// How the law is fitted; its law and objective are ignored.
  public var fitting: FitOptions

  /// Some of the runs of a dataset.
  public struct Subset: Sendable, Equatable {
    /// What it is called.
    public var name: String
    /// The conditions that its runs meet.
    public var filters: [RowFilter]
  }

  /// All options that a result depends on, except the objective, as text.
  var description: String {
    let columns =
      (reading.columns.map { "\($0.key)=\($0.value)" }
      + reading.bindings.map { "\($0.key)=\($0.value)" }).sorted()
    let units = reading.units.map { "\($0.key)=\($0.value.name)" }.sorted()
    let starts = fitting.givenStarts.map { "\($0.sorted { $0.key < $1.key })" }
    let selection = [
      reading.weights.map { "weights \($0)" },
      reading.bestOver.isEmpty ? nil : "best over \(reading.bestOver)",
      reading.keepsPareto ? "pareto" : nil,
      reading.resampling == .automatic ? nil : "resample \(reading.resampling.name)",
      fitting.interval == .auto ? nil : "interval \(fitting.interval.rawValue)",
    ].compactMap { $0 }
    let options = [
      dataset, law, subset?.name ?? "",
      (subset?.filters ?? []).map(\.text).joined(separator: " and "), "\(columns)", "\(units)",
      "\(String(describing: reading.flopPerParameterToken))",
      "\(reading.filters.map(\.text))",
      "\(reading.dropHighest.map { "\($0.column):\($0.count)" })",
      "\(reading.useDescriptorFilters)", reading.invalidRows.rawValue, reading.groupBy ?? "",
      "\(String(describing: reading.redrawDrops))", fitting.starts.rawValue, "\(starts)",
      "\(fitting.replicateCount)", "\(fitting.level)", "\(fitting.seed)",
    ]
    return (options + selection).map { "\($0.debugDescription)" }.joined(separator: " ")
  }
}

extension FitObjective {
  /// The objective as requested.
  var text: String { description }
}
