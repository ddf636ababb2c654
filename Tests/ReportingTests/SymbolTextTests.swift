import Testing

@testable import Reporting

@Suite("Greek letters")
struct SymbolTextTests {
  @Test(
    "A symbol that is the name of a letter is the letter; any other symbol is as it was typed.",
    arguments: [
      ("alpha", "α"), ("beta", "β"), ("alpha_N", "α_N"), ("Gamma", "Γ"), ("E", "E"),
      ("alphabet", "alphabet"), ("a_alpha", "a_alpha"), ("alpha2", "alpha2"), ("Alpha", "Alpha"),
      ("", ""),
    ])
  func symbols(symbol: String, shown: String) {
    #expect(SymbolText.shown(symbol) == shown)
  }

  @Test(
    "An equation has Greek letters; columns between backticks keep their names.",
    arguments: [
      ("L = E + A / N^alpha + B / D^beta", "L = E + A / N^α + B / D^β"),
      ("L = E + A * C^-alpha", "L = E + A * C^-α"),
      ("((Nc / N)^(alpha_N / alpha_D) + Dc / D)^alpha_D", "((Nc / N)^(α_N / α_D) + Dc / D)^α_D"),
      ("L = E + A / `alpha decay`^alpha", "L = E + A / `alpha decay`^α"),
      ("L = alphabet + eta", "L = alphabet + η"),
    ])
  func equations(equation: String, shown: String) {
    #expect(SymbolText.equation(equation) == shown)
  }

  @Test("In a sentence only the symbols of the law are letters, and names of files stay.")
  func sentences() {
    func shown(_ text: String) -> String {
      SymbolText.sentence(text, symbols: ["E", "alpha", "beta"])
    }
    #expect(shown("The runs do not determine alpha.") == "The runs do not determine α.")
    #expect(shown("no interval for A, alpha: of beta") == "no interval for A, α: of β")
    #expect(shown("Row 3 of alpha.csv, in runs/alpha") == "Row 3 of alpha.csv, in runs/alpha")
    #expect(shown("eta, alpha-helix and N^-alpha") == "eta, alpha-helix and N^-α")
    #expect(SymbolText.sentence("alpha", symbols: ["E", "A"]) == "alpha")
  }

  @Test(
    "An equation is mathematics in LaTeX.",
    arguments: [
      ("L = E + A / N^alpha + B / D^beta", #"$L = E + A / N^{\alpha} + B / D^{\beta}$"#),
      ("L = E + A * C^-alpha", #"$L = E + A \, C^{-\alpha}$"#),
      (
        "L = E + (A * N^-alpha + B * D^-beta)^k",
        #"$L = E + (A \, N^{-\alpha} + B \, D^{-\beta})^{k}$"#
      ),
      ("batch = B / L^(1 / alpha_B)", #"$\mathit{batch} = B / L^{1 / \alpha_{B}}$"#),
      (
        "error = epsilon - k * exp(-gamma * L)",
        #"$\mathit{error} = \varepsilon - k \, \exp(- \gamma \, L)$"#
      ),
      ("L = D^a^b", "$L = D^{a^{b}}$"), ("L = 4.5e9 / D", #"$L = 4.5 \times 10^{9} / D$"#),
      ("L = unique_tokens", #"$L = \mbox{\itshape unique\_tokens}$"#),
      ("L = `a $b`", #"$L = \mbox{\itshape a \$b}$"#),
      // No equation: as code.
      ("L = \\input{x}", #"\texttt{L = \textbackslash{}input\{x\}}"#),
      ("L = (a", "$L = (a)$"), ("L = a)", #"\texttt{L = a)}"#),
    ])
  func mathematics(equation: String, tex: String) {
    #expect(EquationTeX.text(equation) == tex)
  }
}
