import Foundation
import Testing

@Suite("echelle outlook")
struct OutlookTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  @Test("The trends close: the power they predict grows as the power that was observed.")
  func closure() async throws {
    let run = try await sandbox.echelle("outlook", "--to", "2032", "--format", "json")
    #expect(run.exitCode == 0, "\(run.errors)")
    let document = try JSONDocument(run.output)
    func growth(_ name: String) throws -> Double {
      try document.number("growth.\(name).estimate")
    }
    #expect(try (2.5...2.95).contains(growth("power")))
    // The intervals of prediction and observation meet.
    #expect(
      try document.number("growth.power.interval.lower") <= document.number("observed.0.upper"))
    #expect(
      try document.number("growth.power.interval.upper") >= document.number("observed.1.lower"))
    #expect(
      try abs(growth("energy") - growth("compute") / growth("efficiency")) < 1e-9 * growth("energy")
    )
    #expect(try growth("efficiencyForConstantPower") > growth("efficiency"))
    #expect(try document.number("shareThatTurns") == 0)
  }

  @Test(
    "The fan of intervals widens from the base, and its median grows by the same factor a year.")
  func fan() async throws {
    let run = try await sandbox.echelle("outlook", "--to", "2030", "--format", "json")
    let document = try JSONDocument(run.output)
    #expect(try document.list("years").count == 6)
    // The base was observed.
    #expect(try document.text("years.0.power.basis") == "input")
    #expect(document.isNull("years.0.power.interval"))
    var ratios = [try document.number("years.0.power.estimate")]
    var last = 1.0
    for index in 1..<6 {
      let place = "years.\(index).power"
      let width =
        try document.number("\(place).interval.upper") / document.number("\(place).interval.lower")
      #expect(width > last)
      last = width
      ratios.append(try document.number("\(place).estimate"))
    }
    let factor = try document.number("growth.power.estimate")
    for (before, after) in zip(ratios, ratios.dropFirst()) {
      #expect(abs(after / before / factor - 1) < 1e-9)
    }
  }

  @Test("An outlook goes forward.")
  func past() async throws {
    let run = try await sandbox.echelle("outlook", "--to", "2020")
    #expect(run.exitCode == 64)
    #expect(
      run.errors == """
        error: 2020 is not after the start of the outlook
          why: the latest run in the table is from 2025
          fix: give a later year, such as --to 2030

        """)
  }
}
