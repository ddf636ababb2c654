import Foundation
import Testing

/// What CONTRIBUTING.md says of additions: an accelerator is a row of a table, a law is one file.
@Suite("Additions to the datasets")
struct AddedTablesTests {
  let sandbox: Sandbox
  /// A copy of the datasets, in which the command looks before the repository's.
  let environment: [String: String]

  init() throws {
    sandbox = try Sandbox()
    try FileManager.default.copyItem(
      atPath: Command.datasets, toPath: sandbox.url("datasets").path)
    environment = ["ECHELLE_DATASETS": sandbox.url("datasets").path]
  }

  @Test("An accelerator is one row, and plans can use it.")
  func accelerator() async throws {
    let file = "datasets/accelerators/accelerators.csv"
    let table = try sandbox.read(file)
    let row =
      "x1,Example X1,hopper,2027,,,4e15,8e15,,,1000,1.8,256,8000,the example's data sheet,primary\n"
    try sandbox.write(table + (table.hasSuffix("\n") ? "" : "\n") + row, to: file)
    let shown = try await sandbox.echelle("hardware", "show", "x1", environment: environment)
    #expect(shown.exitCode == 0 && shown.output.contains("x1"), "\(shown.errors)")
    let plan = try await sandbox.echelle(
      "plan", "hoffmann2022", "--bootstrap", "0", "--compute", "1e24", "--hardware", "x1",
      "--format", "json", environment: environment)
    #expect(plan.exitCode == 0, "\(plan.errors)")
    #expect(plan.output.contains("\"x1\""))
  }

  @Test("A law is one file, which can be listed, evaluated and fitted.")
  func law() async throws {
    try sandbox.write(
      """
      title: Loss from model size alone
      formula: E + A / N^alpha
      variables: {N: parameters}
      figure: loss, nats per token
      coefficients: {E: {domain: positive}, A: {domain: positive}}
      citation: Example 2027, "An example"
      reference: {N: 1e9}
      published:
        - label: example2027
          rounded: false
          coefficients: {E: 2, A: 100, alpha: .5}
          source: Example 2027, table 1

      """, to: "datasets/laws/size-alone.yml")
    let listed = try await sandbox.echelle("laws", "list", environment: environment)
    #expect(listed.exitCode == 0 && listed.output.contains("size-alone"), "\(listed.errors)")
    let value = try await sandbox.echelle(
      "laws", "evaluate", "size-alone", "--params", "1", "--format", "csv",
      environment: environment)
    #expect(value.output.contains("size-alone,example2027,1.0,102.0,,"), "\(value.errors)")
    try sandbox.write(
      "N,D,loss\n"
        + (4...9).map { power in
          let parameters = Double("1e\(power)") ?? 0
          return "\(parameters),\(20 * parameters),\(2 + 100 / parameters.squareRoot())\n"
        }.joined(), to: "runs.csv")
    let fit = try await sandbox.echelle(
      "fit", "runs.csv", "--law", "size-alone", "--bootstrap", "0", "--format", "json",
      environment: environment)
    #expect(fit.exitCode == 0, "\(fit.errors)")
    #expect(fit.output.contains("size-alone"))
  }
}
