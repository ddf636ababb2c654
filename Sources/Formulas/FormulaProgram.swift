internal import CKernels

/// The programs of a formula with slots for all their results; see `FormulaProgram.h`.
struct FormulaProgram {
  var columnInstructions: [formula_instruction] = []
  var scalarInstructions: [formula_instruction] = []
  var pointInstructions: [formula_instruction] = []
  var valueLength: Int
  var slopeLength: Int
  /// The columns that the formula reads, as indices into those it was compiled for.
  var inputs: [Int] = []
  var columnCount = 0
  var isRead: [Int32] = []
  var coefficientCount: Int
  var constants: [Double] = []
  var scalarCount = 0
  var registerCount = 0
  var value: Int32 = 0
  var sums: [Int32] = []
  var slopeCount = 0
  var slopeScalars: [Int32] = []
  var slopes: [Int32] = []
  var bendScalars: [Int32] = []
  var bends: [Int32] = []

  /// The programs of `expression`.
  init(_ expression: FormulaExpression, coefficients: [String], columns: [String]) {
    var derivation = FormulaDerivation(expression, coefficients: coefficients)
    coefficientCount = coefficients.count
    valueLength = derivation.valueLength
    slopeLength = derivation.slopeLength
    let sums = derivation.sums
    slopeCount = sums.slopeCount
    let scales = (derivation.slopes + derivation.bends).compactMap { $0?.scale }
    let needed =
      derivation.point.instructions.flatMap(\.operands) + [derivation.value] + sums.operands
      + scales.map { .scalar($0) }

    var column = Lowering(.columns)
    var scalar = Lowering(.coefficients)
    var columnOperands: [Int: Operand] = [:]
    var scalarOperands: [Int: Operand] = [:]
    for case .column(let node) in needed where columnOperands[node] == nil {
      columnOperands[node] = column.operand(of: node, in: &derivation.graph)
    }
    for case .scalar(let node) in needed where scalarOperands[node] == nil {
      scalarOperands[node] = scalar.operand(of: node, in: &derivation.graph)
    }
    let all =
      needed + column.instructions.flatMap(\.operands) + scalar.instructions.flatMap(\.operands)
      + Array(columnOperands.values)

    var slots = SlotTable(derivation.graph, coefficients: coefficients, columns: columns)
    slots.placeInputs(all)
    slots.placeColumns(columnOperands)
    slots.placeScalars(all, scalarOperands, resultCount: scalar.instructions.count)
    inputs = slots.inputs
    columnCount = slots.columnCount
    constants = slots.constants
    scalarCount = slots.scalarCount

    columnInstructions = place(column.instructions, in: slots, fixed: slots.columnResults)
    scalarInstructions = place(
      scalar.instructions, in: slots,
      fixed: Dictionary(
        uniqueKeysWithValues: scalar.instructions.indices.map { ($0, slots.scalarResult($0)) }))
    let results = ([derivation.value] + sums.operands).compactMap { operand in
      if case .result(let place) = operand { place } else { nil }
    }
    let allocation = RegisterAllocation(
      derivation.point.instructions, kept: Set(results), fixed: [])
    func slot(_ operand: Operand) -> Int32 {
      slots.slot(operand) { slots.register(allocation.registers[$0]) }
    }
    registerCount = max(registerCount, allocation.count)
    pointInstructions = derivation.point.instructions.enumerated().map { place, instruction in
      formula_instruction(
        instruction, result: slot(.result(place)), operands: instruction.operands.map(slot))
    }
    value = slot(derivation.value)
    self.sums = sums.operands.map(slot)
    let places = Dictionary(
      uniqueKeysWithValues: sums.operands.enumerated().map { ($1, Int32($0)) })
    slopeScalars = derivation.slopes.map { $0.map { slot(.scalar($0.scale)) } ?? 0 }
    slopes = derivation.slopes.map { $0.flatMap { places[$0.value] } ?? -1 }
    bendScalars = derivation.bends.map { $0.map { slot(.scalar($0.scale)) } ?? 0 }
    bends = derivation.bends.map { $0.flatMap { places[$0.value] } ?? -1 }
    isRead = Array(repeating: 0, count: columnCount)
    for case .column(let node) in needed { isRead[Int(slot(.column(node)))] = 1 }
  }

  /// The instructions of the column or the scalar program, with their slots.
  private mutating func place(
    _ instructions: [Instruction], in slots: SlotTable, fixed: [Int: Int32]
  ) -> [formula_instruction] {
    let allocation = RegisterAllocation(instructions, kept: [], fixed: Set(fixed.keys))
    registerCount = max(registerCount, allocation.count)
    func slot(_ operand: Operand) -> Int32 {
      slots.slot(operand) { fixed[$0] ?? slots.register(allocation.registers[$0]) }
    }
    return instructions.enumerated().map { place, instruction in
      formula_instruction(
        instruction, result: slot(.result(place)), operands: instruction.operands.map(slot))
    }
  }
}

extension formula_instruction {
  fileprivate init(_ instruction: Instruction, result: Int32, operands: [Int32]) {
    let padded = operands + [0, 0]
    self.init(
      operation: instruction.operation.code, result: result,
      operands: (padded[0], padded[1], padded[2]))
  }
}

extension Instruction.Operation {
  /// The number of the operation in the kernels.
  fileprivate var code: Int32 {
    let operation =
      switch self {
      case .add: FORMULA_ADD
      case .subtract: FORMULA_SUBTRACT
      case .multiply: FORMULA_MULTIPLY
      case .multiplyAdd: FORMULA_MULTIPLY_ADD
      case .divide: FORMULA_DIVIDE
      case .reciprocal: FORMULA_RECIPROCAL
      case .power: FORMULA_POWER
      case .function(.exp): FORMULA_EXPONENTIAL
      case .function(.log), .function(.log10): FORMULA_LOGARITHM
      case .function(.sqrt): FORMULA_SQUARE_ROOT
      case .function(.sin): FORMULA_SINE
      case .function(.cos): FORMULA_COSINE
      case .function(.tan): FORMULA_TANGENT
      case .function(.atan): FORMULA_ARC_TANGENT
      case .function(.erf): FORMULA_ERROR_FUNCTION
      case .function(.min): FORMULA_MINIMUM
      case .function(.max): FORMULA_MAXIMUM
      case .choose: FORMULA_CHOOSE
      case .finiteOrZero: FORMULA_FINITE_OR_ZERO
      }
    return Int32(operation)
  }
}
