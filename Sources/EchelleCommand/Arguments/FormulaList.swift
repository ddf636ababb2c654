import ArgumentParser

/// Formulas or names of laws with commas between them; commas inside parentheses belong to a formula.
struct FormulaList {
  let formulas: [String]

  init(_ argument: String) throws {
    var formulas = [""]
    var depth = 0
    for character in argument {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth == 0 {
        formulas.append("")
      } else {
        formulas[formulas.count - 1].append(character)
      }
    }
    self.formulas = formulas.map { String($0.trimming { $0 == " " }) }
    guard !self.formulas.contains("") else {
      throw ValidationError("expected laws with commas between them, found '\(argument)'")
    }
  }
}

extension String {
  /// The text without the characters that meet a condition at its ends.
  fileprivate func trimming(_ isLeftOut: (Character) -> Bool) -> Substring {
    var text = drop(while: isLeftOut)
    while let last = text.last, isLeftOut(last) { text.removeLast() }
    return text
  }
}
