import Formulas
import Testing

@Suite struct PowerSumFormTests {
  private func form(_ text: String) throws -> PowerSumForm? {
    PowerSumForm(of: try Formula(parsing: text).expression, variables: ["N", "D", "C"])
  }

  private func over(_ variable: String, _ coefficient: String) -> PowerSumForm.Factor {
    PowerSumForm.Factor(variable: variable, coefficient: coefficient, multiplier: -1)
  }

  @Test(arguments: [
    "E + A / N^alpha + B / D^beta", "E + A * N^-alpha + B * D^(-beta)",
    "E + A/(N^alpha) + B * (1 / D^beta)", "(E + A / N^alpha) + (B / D^beta) * 1",
    "E - -A / N^alpha + 2 * B / D^beta / 2",
  ])
  func recognisesChinchilla(_ text: String) throws {
    let expected = PowerSumForm(terms: [
      .init(amplitude: "E", factors: []),
      .init(amplitude: "A", factors: [over("N", "alpha")]),
      .init(amplitude: "B", factors: [over("D", "beta")]),
    ])
    #expect(try form(text) == expected)
  }

  @Test func keepsTheOrderOfTheFormula() throws {
    let found = try form("B / D^beta + A / N^alpha + E")
    #expect(found?.terms.map(\.amplitude) == ["B", "A", "E"])
  }

  @Test func recognisesOtherSums() throws {
    #expect(
      try form("E + A / (N^a * D^b) + 3 * C^c + 1.5 + 2 / sqrt(4) * N^0.5 + k * D")
        == PowerSumForm(terms: [
          .init(amplitude: "E", factors: []),
          .init(amplitude: "A", factors: [over("N", "a"), over("D", "b")]),
          .init(
            scale: 1, amplitude: nil,
            factors: [.init(variable: "N", coefficient: nil, multiplier: 0.5)]),
          .init(
            amplitude: "k", factors: [.init(variable: "D", coefficient: nil, multiplier: 1)]),
          .init(
            scale: 3, amplitude: nil,
            factors: [.init(variable: "C", coefficient: "c", multiplier: 1)]),
          .init(scale: 1.5, amplitude: nil, factors: []),
        ]))
    #expect(
      try form("A / N^(2 * alpha)")?.terms.first?.factors
        == [.init(variable: "N", coefficient: "alpha", multiplier: -2)])
    #expect(try form("A / N^2")?.terms.first?.factors.first?.multiplier == -2)
  }

  @Test(arguments: [
    "E - A / N^alpha", "A * B / N^alpha", "E + A * exp(-alpha * log(N))", "(Nc / N)^alpha",
    "E + (A / N^alpha + B / D^beta)^k", "A / N^alpha + B / D^alpha", "A / N^(a + b)",
    "A^2 / N^alpha", "log(N)", "A / N^alpha / N^beta", "-1", "A / N^D", "0", "E / A",
  ])
  func leavesOthers(_ text: String) throws {
    #expect(try form(text)?.terms.isEmpty ?? true)
  }
}
