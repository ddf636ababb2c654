import Escaping

/// The symbols of laws as people write them: `alpha` is α, and `alpha_N` is α_N.
///
/// Options, JSON and CSV keep the names in ASCII.
enum SymbolText {
  /// The Greek letters by their names.
  static let letters: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω",
  ]

  /// A symbol with its letter in place of the letter's name; any other symbol as it is.
  static func shown(_ symbol: String) -> String {
    let parts = symbol.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
    guard let letter = letters[String(parts[0])] else { return symbol }
    return ([letter] + parts.dropFirst().map(String.init)).joined(separator: "_")
  }

  /// An equation with Greek letters; names between backticks are columns, and stay.
  static func equation(_ equation: String) -> String {
    equation.split(separator: "`", omittingEmptySubsequences: false).enumerated().map {
      place, part in
      place.isMultiple(of: 2) ? replacing(in: String(part)) { shown($0) } : String(part)
    }.joined(separator: "`")
  }

  /// A sentence in which the names that are among `symbols` are Greek letters.
  static func sentence(_ text: String, symbols: [String]) -> String {
    let greek = symbols.filter { !shown($0).isExactly($0) }
    guard !greek.isEmpty else { return text }
    return replacing(in: text) { greek.contains($0) ? shown($0) : $0 }
  }

  /// `text` with each of its words replaced.
  ///
  /// Letters that a point, a hyphen or a slash joins are one word, so that a file such as `alpha.csv` keeps
  /// its name.
  private static func replacing(in text: String, _ word: (String) -> String) -> String {
    var (replaced, run) = (String.UnicodeScalarView(), String.UnicodeScalarView())
    func end() {
      // A hyphen before a word is a minus, and a point after it ends a sentence.
      let start = run.prefix { $0 == "-" || $0 == "." }
      let rest = run.dropFirst(start.count)
      let stop = rest.reversed().prefix { $0 == "-" || $0 == "." }.count
      replaced += start
      replaced += word(String(String.UnicodeScalarView(rest.dropLast(stop)))).unicodeScalars
      replaced += rest.suffix(stop)
      run = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark
        || "_.-/\\".unicodeScalars.contains(scalar)
      {
        run.append(scalar)
      } else {
        end()
        replaced.append(scalar)
      }
    }
    end()
    return String(replaced)
  }
}
