import Foundation
import Testing

@Suite("Report pages")
struct ReportPageTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  /// Runs with a name each, which `name` gives for its number.
  private func named(count: Int, _ name: (Int) -> String) -> String {
    let lines = (0..<count).map { index in
      let (i, j) = (Double(index % 40), Double(index / 40))
      let (n, d) = (1e7 * pow(1.17, i), 1e9 * pow(1.5, Double(index % 7)) * pow(1.04, j))
      let loss = (1.8 + 480 / pow(n, 0.35) + 2100 / pow(d, 0.37)) * (1 + 0.004 * sin(Double(index)))
      return "\(name(index)),\(n),\(d),\(loss)"
    }
    return "run,N,D,loss\n" + lines.joined(separator: "\n") + "\n"
  }

  private func report(bootstrap: Int) async throws {
    let fit = try await sandbox.echelle(
      "fit", "runs.csv", "--bootstrap", "\(bootstrap)", "--format", "json", "-o", "fit.json")
    #expect(fit.exitCode == 0, "\(fit.errors)")
    let report = try await sandbox.echelle("report", "fit.json", "-o", "out")
    #expect(report.exitCode == 0, "\(report.errors)")
  }

  @Test(
    "The page is valid, silent and accessible, and its slider shows what 'echelle plan' prints.",
    .needing("python", "chromium", "java"))
  func page() async throws {
    let checker = try PageChecker()
    try sandbox.write(named(count: 60) { "run-\($0)" }, to: "runs.csv")
    try await report(bootstrap: 200)
    let faults = try await checker.faults(
      "out", in: sandbox, budgets: ["1e20", "5.76e23"], hovered: "run-")
    #expect(faults == "")
  }

  @Test(
    "A page that differs from 'echelle plan', or uses the network, is detected.",
    .needing("python", "chromium", "java"))
  func departures() async throws {
    let checker = try PageChecker()
    try sandbox.write(named(count: 60) { "run-\($0)" }, to: "runs.csv")
    try await report(bootstrap: 100)
    let page = try sandbox.read("out/index.html")
    let changed = page.replacing(
      "\"flopPerParameterToken\":6,", with: "\"flopPerParameterToken\":6.1,"
    )
    .replacing("</main>", with: "<img src=\"http://127.0.0.1:9/x.png\" alt=\"x\"></main>")
    #expect(changed != page)
    try sandbox.write(changed, to: "out/index.html")
    let faults = try await checker.faults("out", in: sandbox, budgets: ["1e22"], hovered: "run-")
    #expect(faults.contains("1e22: parameters is"))
    #expect(faults.contains("requests http://127.0.0.1:9/x.png"))
  }

  @Test(
    "A run named like a script is text.", .needing("python", "chromium", "java"))
  func markup() async throws {
    let name = "<script>window.wasInjected=1</script>"
    try sandbox.write(named(count: 60) { _ in name }, to: "runs.csv")
    try await report(bootstrap: 20)
    let page = try sandbox.read("out/index.html")
    #expect(!page.contains(name))
    let checker = try PageChecker()
    let faults = try await checker.faults("out", in: sandbox, budgets: ["1e22"], hovered: name)
    #expect(faults == "")
  }

  @Test("A page of thousands of runs shows some of them, says so, and stays small.")
  func thinned() async throws {
    try sandbox.write(named(count: 2500) { "run-\($0)" }, to: "runs.csv")
    try await report(bootstrap: 0)
    let page = try sandbox.read("out/index.html")
    #expect(page.contains("1 in 2 of the 2500 runs, which are all in data/runs.csv"))
    #expect(page.utf8.count < 1_000_000)
    #expect(try sandbox.read("out/data/runs.csv").split(separator: "\n").count == 2501)
    #expect(try sandbox.read("out/data/runs-drawn.csv").split(separator: "\n").count == 626)
    #expect(try sandbox.read("out/figures/residuals.gp").contains("'../data/runs-drawn.csv'"))
  }
}
