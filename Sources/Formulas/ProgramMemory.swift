internal import CKernels

/// The programs of a formula in the kernels' format.
///
/// Immutable.
final class ProgramMemory: @unchecked Sendable {
  // All pointed-to memory is written once, here, and freed with this object.
  let program: UnsafeMutablePointer<formula_program>
  private let owned: [UnsafeMutableRawPointer]

  init(_ source: FormulaProgram) {
    var owned: [UnsafeMutableRawPointer] = []
    func copy<Element>(_ values: [Element]) -> UnsafePointer<Element> {
      let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(values.count, 1))
      memory.initialize(from: values, count: values.count)
      owned.append(UnsafeMutableRawPointer(memory))
      return UnsafePointer(memory)
    }
    func copy(_ values: [formula_instruction]) -> formula_instructions {
      formula_instructions(instructions: copy(values), count: Int32(values.count))
    }
    program = .allocate(capacity: 1)
    program.initialize(
      to: formula_program(
        coefficientCount: Int32(source.coefficientCount), inputCount: Int32(source.inputs.count),
        columnCount: Int32(source.columnCount), isRead: copy(source.isRead),
        constantCount: Int32(source.constants.count), constants: copy(source.constants),
        scalarCount: Int32(source.scalarCount), registerCount: Int32(source.registerCount),
        columnProgram: copy(source.columnInstructions),
        scalarProgram: copy(source.scalarInstructions),
        pointProgram: copy(source.pointInstructions), valueLength: Int32(source.valueLength),
        slopeLength: Int32(source.slopeLength), value: source.value,
        sumCount: Int32(source.sums.count), slopeCount: Int32(source.slopeCount),
        sums: copy(source.sums), slopeScalars: copy(source.slopeScalars),
        slopes: copy(source.slopes), bendScalars: copy(source.bendScalars),
        bends: copy(source.bends)))
    self.owned = owned
  }

  deinit {
    for memory in owned { memory.deallocate() }
    program.deallocate()
  }
}
