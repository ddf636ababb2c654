/// The registers of a straight-line program, reused once a value is dead.
struct RegisterAllocation {
  /// For each instruction, the register of its result; 0 if the result is stored elsewhere.
  private(set) var registers: [Int] = []
  /// The number of registers.
  private(set) var count = 0

  /// Allocates the registers of a program.
  ///
  /// - Parameters:
  ///   - instructions: The program.
  ///   - kept: The instructions whose results are live to the end.
  ///   - fixed: The instructions whose results are not stored in registers.
  init(_ instructions: [Instruction], kept: Set<Int>, fixed: Set<Int>) {
    var lastUses: [Int: Int] = [:]
    for (place, instruction) in instructions.enumerated() {
      for case .result(let operand) in instruction.operands { lastUses[operand] = place }
    }
    var free: [Int] = []
    for (place, instruction) in instructions.enumerated() {
      // A result may overwrite an operand: both are processed point by point.
      for operand in Set(instruction.operands) {
        guard case .result(let source) = operand, lastUses[source] == place,
          !kept.contains(source), !fixed.contains(source)
        else { continue }
        free.append(registers[source])
      }
      if fixed.contains(place) {
        registers.append(0)
      } else if let register = free.popLast() {
        registers.append(register)
      } else {
        registers.append(count)
        count += 1
      }
    }
  }
}
