import ArgumentParser
import Diagnostics
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

  /// The values by variable.
  ///
  /// - Throws: `Diagnostic` where a variable is given twice, or is none that `law` has beside N, D and C.
  static func values(
    _ arguments: [VariableArgument], of law: ScalingLaw
  ) throws -> [ScalingLaw.Variable: Double] {
    var values: [ScalingLaw.Variable: Double] = [:]
    for argument in arguments {
      let variable = ScalingLaw.Variable(symbol: argument.symbol)
      guard ![.parameterCount, .tokenCount, .compute].contains(variable) else {
        throw refusal(
          "\(argument.symbol) is solved for and cannot be fixed",
          why: "a plan solves for N and D, and C = kND follows from them",
          fix: "leave it out, or set a target")
      }
      guard law.variables.contains(variable) else {
        throw unknown(argument.symbol, of: law)
      }
      guard values.updateValue(argument.value, forKey: variable) == nil else {
        throw refusal(
          "'\(argument.symbol)' is given twice", why: "a variable has one value",
          fix: "leave one of them out")
      }
    }
    if let argument = arguments.last, values.count == law.variables.count {
      throw refusal(
        "nothing is left to find: every variable of the law has a value",
        why: "a plan finds N and D, or the only variable that is left",
        fix: "leave out \(argument.symbol)")
    }
    return values
  }

  /// The error about a variable that a law does not have.
  static func unknown(_ symbol: String, of law: ScalingLaw) -> Diagnostic {
    refusal(
      "the law has no variable '\(symbol)'",
      why:
        "the variables of \(law.name) are \(law.variables.map(\.symbol).joined(separator: ", "))",
      fix: "leave it out")
  }

  private static func refusal(_ what: Phrase, why: Phrase, fix: Phrase) -> Diagnostic {
    Diagnostic(origin: Origin(option: "--at"), what: what, why: why, fix: fix)
  }
}
