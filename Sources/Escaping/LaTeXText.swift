/// Plain text as LaTeX, for pdfLaTeX, XeLaTeX and LuaLaTeX.
///
/// TeX's category codes (The TeXbook, chapter 7) and the ligatures of T1 determine what is
/// special; characters without a glyph in pdfLaTeX, which would stop there, are given by code point.
public enum LaTeXText {
  /// `text` as LaTeX; line breaks become spaces.
  public static func escaped(_ text: String) -> String {
    var escaped: [String] = []
    let scalars = Array(text.unicodeScalars)
    var place = 0
    while place < scalars.count {
      let scalar = scalars[place]
      place += 1
      if scalar == "L", place < scalars.count, scalars[place] == "\u{302}" {
        escaped.append("\\ensuremath{\\hat{L}}")
        place += 1
      } else if scalar == ",", place > 1, scalars[place - 2] == "," {
        // Two of them would become a quotation mark.
        escaped.append("{,}")
      } else if scalar == "*", scalars[..<(place - 1)].allSatisfy({ $0.properties.isWhitespace }) {
        // After the end of a row it would be part of the command.
        escaped.append("{*}")
      } else if let known = symbols[scalar] {
        escaped.append(known)
      } else if (0x20..<0x7F).contains(scalar.value) || isLatin(scalar) {
        escaped.append(String(scalar))
      } else {
        escaped.append("\\texttt{U+\(String(scalar.value, radix: 16, uppercase: true))}")
      }
    }
    return escaped.joined()
  }

  /// Text in typewriter type, which may break only at spaces and slashes.
  public static func code(_ text: String) -> String { "\\texttt{\(escaped(text))}" }

  /// The letters of Western and Central European languages, which the font encoding T1 has.
  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    (0xC0...0xFF).contains(scalar.value) && scalar != "×" && scalar != "÷"
  }

  private static let symbols: [Unicode.Scalar: String] = {
    let special: [Unicode.Scalar: String] = [
      "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#",
      "%": "\\%", "_": "\\_", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
      "<": "\\textless{}", ">": "\\textgreater{}", "|": "\\textbar{}", "\"": "{\\ttfamily\\char34}",
      "'": "\\textquotesingle{}", "`": "\\textasciigrave{}", "[": "{[}", "]": "{]}",
      // Two of them would become a dash, and three another.
      "-": "{-}", "\n": " ", "\r": " ", "\t": " ",
      "\u{A0}": "~", "–": "--", "—": "---", "…": "\\dots{}", "’": "'", "‘": "`", "“": "``",
      "”": "''", "€": "\\texteuro{}", "£": "\\pounds{}", "§": "\\S{}", "°": "\\textdegree{}",
    ]
    let mathematical: [Unicode.Scalar: String] = [
      "−": "-", "÷": "\\div", "±": "\\pm", "×": "\\times", "·": "\\cdot", "∝": "\\propto",
      "∞": "\\infty",
      "≈": "\\approx", "≤": "\\leq", "≥": "\\geq", "≠": "\\neq", "∈": "\\in", "∂": "\\partial",
      "√": "\\surd", "→": "\\to", "²": "^2", "³": "^3", "¹": "^1", "₀": "_0", "₁": "_1", "₂": "_2",
      "α": "\\alpha", "β": "\\beta", "γ": "\\gamma", "δ": "\\delta",
      "ε": "\\varepsilon", "ζ": "\\zeta", "η": "\\eta", "θ": "\\theta", "κ": "\\kappa",
      "λ": "\\lambda",
      "μ": "\\mu", "µ": "\\mu", "ν": "\\nu", "ξ": "\\xi", "π": "\\pi", "ρ": "\\rho", "σ": "\\sigma",
      "τ": "\\tau", "φ": "\\varphi", "χ": "\\chi", "ψ": "\\psi", "ω": "\\omega", "Γ": "\\Gamma",
      "Δ": "\\Delta", "Θ": "\\Theta", "Λ": "\\Lambda", "Π": "\\Pi", "Σ": "\\Sigma", "Φ": "\\Phi",
      "Ψ": "\\Psi", "Ω": "\\Omega", "ℓ": "\\ell",
    ]
    return special.merging(mathematical.mapValues { "\\ensuremath{\($0)}" }) { $1 }
  }()
}
