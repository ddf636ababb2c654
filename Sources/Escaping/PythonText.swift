/// Text as Python 3 string literals (Language Reference, 2.4.1), and for matplotlib.
public enum PythonText {
  /// A string literal; control and bidirectional characters are written as escapes.
  public static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\\": return "\\\\"
      case "\"": return "\\\""
      case _ where scalar.isControlInMessages:
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: return String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }

  /// A string literal that matplotlib draws literally: a dollar sign would begin mathematics.
  public static func drawn(_ text: String) -> String {
    quoted(text.unicodeScalars.map { $0 == "$" ? "\\$" : String($0) }.joined())
  }
}
