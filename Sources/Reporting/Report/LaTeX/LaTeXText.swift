/// Text as LaTeX in which nothing is mark-up, for pdfLaTeX, XeLaTeX and LuaLaTeX.
enum LaTeXText {
  /// `text` as LaTeX; line breaks become spaces.
  static func escaped(_ text: String) -> String {
    text.map { character in
      if let known = symbols[character] { return known }
      if character.isASCII || latin.contains(where: { $0.contains(character) }) {
        return "\(character)"
      }
      // What pdfLaTeX has no glyph for would end its run: the code points say what it was.
      return character.unicodeScalars.map { scalar in
        "\\texttt{U+\(String(scalar.value, radix: 16, uppercase: true))}"
      }.joined()
    }.joined()
  }

  /// Text in the type of code, which may be broken at spaces and slashes only.
  static func code(_ text: String) -> String { "\\texttt{\(escaped(text))}" }

  /// The letters of Western and Central European languages, which the font encoding T1 has.
  private static let latin: [ClosedRange<Character>] = ["À"..."Ö", "Ø"..."ö", "ø"..."ÿ"]

  private static let symbols: [Character: String] = {
    let special: [Character: String] = [
      "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#",
      "%": "\\%", "_": "\\_", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
      "<": "\\textless{}", ">": "\\textgreater{}", "|": "\\textbar{}", "\"": "\\textquotedbl{}",
      "'": "\\textquotesingle{}", "`": "\\textasciigrave{}", "[": "{[}", "]": "{]}",
      // Two of them would become a dash, and three another.
      "-": "{-}", "\n": " ", "\r": " ", "\r\n": " ", "\t": " ",
      "\u{A0}": "~", "–": "--", "—": "---", "…": "\\dots{}", "’": "'", "‘": "`", "“": "``",
      "”": "''", "€": "\\texteuro{}", "£": "\\pounds{}", "§": "\\S{}", "°": "\\textdegree{}",
    ]
    let mathematical: [Character: String] = [
      "−": "-", "±": "\\pm", "×": "\\times", "·": "\\cdot", "∝": "\\propto", "∞": "\\infty",
      "≈": "\\approx", "≤": "\\leq", "≥": "\\geq", "≠": "\\neq", "∈": "\\in", "∂": "\\partial",
      "√": "\\surd", "→": "\\to", "²": "^2", "³": "^3", "¹": "^1", "₀": "_0", "₁": "_1", "₂": "_2",
      "L̂": "\\hat{L}", "α": "\\alpha", "β": "\\beta", "γ": "\\gamma", "δ": "\\delta",
      "ε": "\\varepsilon", "η": "\\eta", "θ": "\\theta", "κ": "\\kappa", "λ": "\\lambda",
      "μ": "\\mu", "µ": "\\mu", "ν": "\\nu", "ξ": "\\xi", "π": "\\pi", "ρ": "\\rho", "σ": "\\sigma",
      "τ": "\\tau", "φ": "\\varphi", "χ": "\\chi", "ψ": "\\psi", "ω": "\\omega", "Γ": "\\Gamma",
      "Δ": "\\Delta", "Θ": "\\Theta", "Λ": "\\Lambda", "Π": "\\Pi", "Σ": "\\Sigma", "Φ": "\\Phi",
      "Ψ": "\\Psi", "Ω": "\\Omega", "ℓ": "\\ell",
    ]
    return special.merging(mathematical.mapValues { "\\ensuremath{\($0)}" }) { $1 }
  }()
}
