import Testing
import TrainingRuns

@Suite struct BudgetColumnTests {
  private func table(_ header: String, _ budgets: [String]) -> String {
    let models = [("1e8", "5e9"), ("2e8", "2.5e9"), ("4e8", "1.25e9")]
    return header + "\n"
      + zip(models, budgets).map { "\($0.0),\($0.1),\($1),3.1\n" }.joined()
  }

  @Test(
    "A column that is called a budget is C where its numbers are near kND.",
    arguments: [
      "budget", "Budget", "flop_budget", "compute_budget", "FLOP budget", "training_budget",
      "isoflop_budget", "C_budget",
    ])
  func compute(header: String) throws {
    let runs = try runs(table("N,D,\(header),loss", ["3e18", "3.1e18", "4e18"]))
    #expect(runs.compute == [3e18, 3.1e18, 4e18])
    #expect(runs.headers[.compute] == header && runs.derivedRole == nil)
  }

  @Test("With N alone, D follows from the budget, and the notes say so.")
  func derivesTokens() throws {
    let runs = try runs("N,budget,loss\n1e8,3e18,3.1\n2e8,3e18,3.2\n")
    #expect(runs.tokenCount == [5e9, 2.5e9])
    #expect(runs.notes.contains("C is column 'budget', read as training FLOP"))
  }

  @Test(
    "A price, a number of tokens or a label is not C.",
    arguments: [["1500", "1500", "1500"], ["5e9", "2.5e9", "1.25e9"], ["low", "low", "high"]])
  func otherBudgets(budgets: [String]) throws {
    let table = try runs(table("N,D,budget,loss", budgets))
    #expect(table.compute == [3e18, 3e18, 3e18])
    #expect(table.headers[.compute] == nil && table.derivedRole == .compute)
    #expect(
      complaint { try runs("N,budget,loss\n1e8,1500,3.1\n") }
        .hasPrefix("error: runs.csv: no column for the tokens D or the compute C\n"))
  }

  @Test(
    "A column of FLOP comes before one that is only called a budget, and a named one before both.")
  func precedence() throws {
    let text = "N,D,budget,flop,loss\n1e8,5e9,3e18,3.2e18,3.1\n"
    #expect(try runs(text).compute == [3.2e18])
    #expect(try runs(text, columns: [.compute: "budget"]).compute == [3e18])
  }
}
