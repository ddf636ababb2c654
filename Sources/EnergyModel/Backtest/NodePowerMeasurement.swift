import Diagnostics

/// The measured power of a server during training.
public struct NodePowerMeasurement: Sendable, Equatable {
  /// How busy the workload keeps the accelerators.
  public enum WorkloadClass: String, CaseIterable, Sendable {
    /// One node, or a model large enough to keep many nodes busy.
    case saturated
    /// A small task on nodes that wait for each other.
    case scaledOut = "scaled-out"
  }

  /// The servers and their number; rows of one system are held out together.
  public var system: String
  /// The study it belongs to; see ``PublishedRun/study``.
  public var study: String
  /// The accelerator's name in the reference table.
  public var accelerator: String
  /// The number of accelerators per server.
  public var acceleratorsPerNode: Double
  /// The task.
  public var workload: String
  /// How busy the task keeps the accelerators.
  public var workloadClass: WorkloadClass
  /// Mean power of one server, in W.
  public var power: Double
  /// The source of the row.
  public var source: Source

  /// Reads a table of measurements; `datasets/node-power/README.md` describes the columns.
  ///
  /// - Throws: `Diagnostic` with the location of an error.
  public static func read(path: String) throws -> [NodePowerMeasurement] {
    let numbers = ["accelerators_per_node", "watts_per_node"]
    let table = try ReferenceTable(
      path: path,
      texts: [
        "system", "study", "accelerator", "workload", "workload_class", "source", "evidence",
      ],
      numbers: numbers)
    return try (0..<table.rowCount).map { row in
      let values = try numbers.map { column in
        guard let value = try table.positiveNumber(column, row) else {
          throw table.fault(column, row, "the cell is empty")
        }
        return value
      }
      return NodePowerMeasurement(
        system: try table.requiredText("system", row),
        study: try table.requiredText("study", row),
        accelerator: try table.requiredText("accelerator", row), acceleratorsPerNode: values[0],
        workload: try table.requiredText("workload", row),
        workloadClass: try table.choice("workload_class", row), power: values[1],
        source: try table.source(row))
    }
  }
}
