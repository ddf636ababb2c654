import Escaping

/// The equation of a law as mathematics in LaTeX: `E + A / N^alpha` is `E + A / N^{\alpha}`.
struct EquationTeX {
  private var tokens: ArraySlice<String>

  /// The equation between dollar signs; as code where it is no equation.
  static func text(_ equation: String) -> String {
    guard let tokens = tokens(of: equation) else {
      return LaTeXText.code(equation)
    }
    var reader = EquationTeX(tokens: tokens[...])
    let text = reader.sequence()
    return reader.tokens.isEmpty ? "$\(text)$" : LaTeXText.code(equation)
  }

  /// Names, numbers, and signs of one character; `nil` where there is something else.
  private static func tokens(of equation: String) -> [String]? {
    var tokens: [String] = []
    var rest = Substring(equation)
    let pattern =
      #/[ ]+|`(?<quoted>[^`]+)`|[\p{L}_][\p{L}\p{N}_.]*|[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?|[-+*\/^(),=]/#
    while !rest.isEmpty {
      guard let match = rest.prefixMatch(of: pattern), !match.output.0.isEmpty else { return nil }
      if !match.output.0.allSatisfy({ $0 == " " }) { tokens.append(String(match.output.0)) }
      rest = rest[match.range.upperBound...]
    }
    return tokens
  }

  /// Everything up to the end or a closing parenthesis, which stays.
  private mutating func sequence() -> String {
    var parts: [String] = []
    while let token = tokens.first, token != ")" {
      tokens.removeFirst()
      switch token {
      case "^": parts.append("^{\(exponent())}")
      case "*": parts.append(" \\, ")
      case "+", "-", "=", "/": parts.append(" \(token) ")
      case ",": parts.append(", ")
      case "(": parts.append(group())
      default: parts.append(atom(token))
      }
    }
    return parts.joined().split(separator: " ").joined(separator: " ")
  }

  /// What stands between parentheses, the first of which has been read.
  private mutating func group() -> String { "(\(inner()))" }

  private mutating func inner() -> String {
    let text = sequence()
    if tokens.first == ")" { tokens.removeFirst() }
    return text
  }

  /// The exponent after a caret: a group, or a name or number with a sign.
  private mutating func exponent() -> String {
    var sign = ""
    while let token = tokens.first, token == "-" || token == "+" {
      tokens.removeFirst()
      sign += token
    }
    guard let token = tokens.popFirst() else { return sign }
    var text = token == "(" ? (sign.isEmpty ? inner() : group()) : atom(token)
    if token != "(", tokens.first == "(" {
      tokens.removeFirst()
      text += group()
    }
    // A power of a power is read from the right.
    if tokens.first == "^" {
      tokens.removeFirst()
      text += "^{\(exponent())}"
    }
    return sign + text
  }

  private func atom(_ token: String) -> String {
    if token.utf8.first.map({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }) == true {
      let parts = token.lowercased().split(separator: "e")
      guard parts.count == 2, let exponent = Int(parts[1]) else { return token }
      return "\(parts[0]) \\times 10^{\(exponent)}"
    }
    if tokens.first == "(" {
      return Self.functions.contains(token) ? "\\\(token)" : Self.upright(token)
    }
    return Self.name(token)
  }

  private static let functions: Set<String> = ["exp", "log", "ln", "max", "min"]

  /// A name as a symbol with a subscript; that of a column, between backticks, as it is.
  private static func name(_ token: String) -> String {
    guard token.utf8.first != UInt8(ascii: "`") else { return italic(token.filter { $0 != "`" }) }
    let parts = token.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    let isGreek = SymbolText.letters[parts[0]] != nil
    guard isGreek || parts[0].count == 1 && parts[0].isPlain, parts.last != "" else {
      return italic(token)
    }
    let symbol = isGreek ? "\\\(variants[parts[0]] ?? parts[0])" : parts[0]
    return parts.count == 1 ? symbol : "\(symbol)_{\(upright(parts[1]))}"
  }

  /// The letters whose form in ``LaTeXText`` has another name.
  private static let variants = ["epsilon": "varepsilon", "phi": "varphi"]

  private static func italic(_ name: String) -> String {
    name.isPlain ? "\\mathit{\(name)}" : "\\mbox{\\itshape \(LaTeXText.escaped(name))}"
  }

  private static func upright(_ name: String) -> String {
    guard name.count > 1 else { return name.isPlain ? name : LaTeXText.escaped(name) }
    return name.isPlain ? "\\mathrm{\(name)}" : "\\mbox{\(LaTeXText.escaped(name))}"
  }
}

extension String {
  /// Whether there are letters and digits of ASCII alone.
  fileprivate var isPlain: Bool {
    utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
    }
  }
}
