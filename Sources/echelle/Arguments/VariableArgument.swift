import ArgumentParser
import ScalingLaws
import Tables

/// A variable of a law and its value, as `U=25e9`.
struct VariableArgument {
  let symbol: String
  let value: Double

  init(_ argument: String) throws {
    guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex,
      let value = parseQuantity(argument[argument.index(after: equals)...]), value.isFinite
    else { throw ValidationError("expected NAME=VALUE, as in U=25e9, found '\(argument)'") }
    symbol = String(argument[..<equals])
    self.value = value
  }

  /// The values by variable; of a variable that is told twice, the last.
  static func values(_ arguments: [VariableArgument]) -> [ScalingLaw.Variable: Double] {
    Dictionary(
      arguments.map { (ScalingLaw.Variable(symbol: $0.symbol), $0.value) },
      uniquingKeysWith: { $1 })
  }
}
