/// The slots for columns and scalars of a formula's programs; registers follow them.
struct SlotTable {
  private let graph: ExpressionGraph
  private let coefficients: [String: Int]
  private let columns: [String: Int]
  /// The columns that the formula reads, as indices into those it was compiled for.
  private(set) var inputs: [Int] = []
  private(set) var columnCount = 0
  private(set) var constants: [Double] = []
  private(set) var scalarCount = 0
  /// The slots of column-program results that other programs read.
  private(set) var columnResults: [Int: Int32] = [:]
  /// The slots of column nodes and of scalar nodes.
  private var columnSlots: [Int: Int32] = [:]
  private var scalarSlots: [Int: Int32] = [:]
  private var firstScalarResult = 0

  init(_ graph: ExpressionGraph, coefficients: [String], columns: [String]) {
    self.graph = graph
    self.coefficients = Dictionary(
      coefficients.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    self.columns = Dictionary(
      columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Assigns slots to input columns.
  mutating func placeInputs(_ operands: [Operand]) {
    for case .column(let node) in operands where columnSlots[node] == nil {
      guard case .symbol(let name) = graph.nodes[node] else { continue }
      guard let column = columns[name] else {
        preconditionFailure("'\(name)' is neither a column nor a coefficient")
      }
      columnSlots[node] = Int32(inputs.count)
      inputs.append(column)
    }
    columnCount = inputs.count
  }

  /// Assigns slots to columns that the column program computes for the others.
  mutating func placeColumns(_ operands: [Int: Operand]) {
    for (node, operand) in operands.sorted(by: { $0.key < $1.key }) {
      guard case .result(let place) = operand else { continue }
      if columnResults[place] == nil {
        columnResults[place] = Int32(columnCount)
        columnCount += 1
      }
      columnSlots[node] = columnResults[place]
    }
  }

  /// Assigns slots to coefficients, constants and scalar-program results.
  mutating func placeScalars(
    _ operands: [Operand], _ computed: [Int: Operand], resultCount: Int
  ) {
    var next = columnCount + coefficients.count
    for case .scalar(let node) in operands where scalarSlots[node] == nil {
      if case .symbol(let name) = graph.nodes[node] {
        scalarSlots[node] = Int32(columnCount + (coefficients[name] ?? 0))
      } else if graph.dependences[node].isEmpty {
        constants.append(graph.expression(node).value { _ in .nan })
        scalarSlots[node] = Int32(next)
        next += 1
      }
    }
    firstScalarResult = next
    for (node, operand) in computed {
      if case .result(let place) = operand { scalarSlots[node] = scalarResult(place) }
    }
    scalarCount = next + resultCount - columnCount
  }

  /// The slot of a result of the scalar program.
  func scalarResult(_ place: Int) -> Int32 { Int32(firstScalarResult + place) }

  /// The slot of a register.
  func register(_ number: Int) -> Int32 { Int32(columnCount + scalarCount + number) }

  /// The slot of an operand, with `result` giving the slots of its program's results.
  func slot(_ operand: Operand, result: (Int) -> Int32) -> Int32 {
    switch operand {
    case .result(let place): result(place)
    case .column(let node): placed(columnSlots[node])
    case .scalar(let node): placed(scalarSlots[node])
    }
  }

  private func placed(_ slot: Int32?) -> Int32 {
    guard let slot else { preconditionFailure("every operand of a program has a slot") }
    return slot
  }
}
