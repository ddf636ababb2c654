import Foundation
import Testing

@Suite("Energy commands")
struct EnergyCommandsTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  @Test("The back-test reports every goal and meets those documented as met.")
  func backtest() async throws {
    let run = try await sandbox.echelle("energy", "backtest", "--format", "json")
    #expect(run.exitCode == 0, "\(run.errors)")
    let document = try JSONDocument(run.output)
    func goal(_ place: String) throws -> Double { try document.number("goals.\(place)") }
    #expect(try goal("G0.maxError") <= 0.01)
    #expect(try document.list("goals.G0.excused").count == 2)
    #expect(try document.text("goals.G0.excused.0.name") == "Gopher 280B")
    #expect(try goal("G1.maxError") <= 0.02)
    #expect(try goal("G2.medianError") <= 0.1 && goal("G2.maxError") <= 0.25)
    #expect(try goal("G3.medianError") <= 0.25 && goal("G3.within2") >= 0.9)
    #expect(try goal("G4.medianError") <= 0.2 && goal("G4.medianErrorWithThroughput") <= 0.1)
    // Errors on a held-out family exceed those on a held-out model.
    #expect(try goal("G4.medianErrorFamilyLeftOut") > goal("G4.medianError"))
    #expect(try document.text("goals.G5.setting").hasPrefix("loss of the 48 sparse T5 runs"))
    #expect(try document.list("rows").count > 400)
    let text = try await sandbox.echelle("energy", "backtest", "--quiet")
    #expect(
      text.output.contains("G4: energy per output token on H100, leaving out one model at a time"))
    #expect(!text.output.contains("GPT-3 175B"))
  }

  @Test("User rows are scored next to Echelle's own.")
  func ownRows() async throws {
    let table = try String(
      contentsOf: Command.packageRoot.appendingPathComponent("datasets/training-energy/runs.csv"),
      encoding: .utf8)
    let lines = table.split(separator: "\n")
    let row = try #require(lines.first { $0.hasPrefix("Meena") })
    try sandbox.write("\(lines[0])\n\(row.replacing("Meena", with: "Mine"))\n", to: "mine.csv")
    let run = try await sandbox.echelle(
      "energy", "backtest", "--runs", "mine.csv", "--format", "csv")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("\nG0,Mine,measured,"))
    try sandbox.write("a,b\n1,2\n", to: "wrong.csv")
    let wrong = try await sandbox.echelle("energy", "backtest", "--runs", "wrong.csv")
    #expect(wrong.exitCode == 65)
    #expect(wrong.errors.hasPrefix("error: wrong.csv"))
  }

  @Test("Serving energy grows in proportion and matches training sooner.")
  func inference() async throws {
    func document(_ arguments: String...) async throws -> JSONDocument {
      let run = try await Command.run(
        ["energy", "inference", "--params", "70B", "--accelerators", "4", "--format", "json"]
          + arguments, in: sandbox.folder)
      #expect(run.exitCode == 0, "\(run.errors)")
      return try JSONDocument(run.output)
    }
    let one = try await document("--queries-per-day", "1M", "--training-energy", "600MWh")
    let ten = try await document("--queries-per-day", "10M", "--training-energy", "600MWh")
    func value(_ document: JSONDocument, _ figure: String) throws -> Double {
      try document.number("figures.\(figure).estimate")
    }
    #expect(try abs(value(ten, "year") / value(one, "year") - 10) < 1e-9)
    #expect(try abs(value(one, "days_to_training") / value(ten, "days_to_training") - 10) < 1e-9)
    #expect(try value(ten, "lifetime_share") > value(one, "lifetime_share"))
    let query = try value(one, "query")
    #expect(query > 0.05 && query < 2, "watt-hours of a query of 1500 tokens")
    #expect(
      try one.number("figures.query.interval.lower") < query
        && query < one.number("figures.query.interval.upper"))
    let alone = try await document()
    #expect(throws: (any Error).self) { try alone.number("figures.year.estimate") }
    let carried = try await document("--hardware", "a100-sxm-80")
    #expect(try carried.text("calibratedOn") == "h100-sxm")
  }

  @Test(
    "Published queries are listed, with an estimate if size and tokens are known, otherwise a reason."
  )
  func queries() async throws {
    let run = try await sandbox.echelle("energy", "queries", "--format", "json")
    #expect(run.exitCode == 0, "\(run.errors)")
    let document = try JSONDocument(run.output)
    let places = try document.list("queries").indices
    func place(_ task: String) throws -> Int {
      try #require(places.first { (try? document.text("queries.\($0).task")) == task })
    }
    let long = try place("10 000 input tokens")
    let inference = try await sandbox.echelle(
      "energy", "inference", "--params", "100B", "--accelerators", "3", "--input-tokens", "10000",
      "--format", "json")
    // 240 GB of weights on 80 GB each.
    #expect(
      try abs(
        document.number("queries.\(long).estimate.estimate")
          / JSONDocument(inference.output).number("figures.query.estimate") - 1) < 1e-9)
    let gemini = try place("median text prompt")
    #expect(try document.number("queries.\(gemini).energy") == 0.24)
    #expect(document.isNull("queries.\(gemini).estimate.estimate"))
    #expect(
      try document.text("queries.\(gemini).estimate.reason")
        == "the size of the model is not published")
  }

  @Test(
    "What cannot be served is refused.",
    arguments: [
      (
        ["--params", "70B", "--active-params", "100B"],
        """
        error: 100000000000.0 active parameters exceed the total of 70000000000.0
          why: active parameters are the subset that processes a token
          fix: pass --active-params with at most --params

        """
      ),
      (
        ["--params", "7B", "--hardware", "h10"],
        """
        error: unknown accelerator 'h10'
          why: the nearest names in the accelerator table are h100-pcie, h100-sxm
          fix: choose an accelerator listed in accelerators.csv, or add a row to it

        """
      ),
      (
        ["--params", "7B", "--output-tokens", "0"],
        """
        error: output tokens: expected a positive number, found 0.0
          why: serving energy is defined only for positive numbers
          fix: give a positive number of output tokens

        """
      ),
    ])
  func faults(arguments: [String], message: String) async throws {
    let run = try await Command.run(["energy", "inference"] + arguments, in: sandbox.folder)
    #expect(run.exitCode == 64)
    #expect(run.errors == message)
  }
}
