import Foundation
import Testing

/// Hours, energy and emissions of the same run, as every command that states them writes them.
@Suite("Consistent energy in every command")
struct OneChainCommandTests {
  let sandbox: Sandbox

  init() async throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    let fit = try await sandbox.echelle(
      "fit", "runs.csv", "--bootstrap", "30", "--format", "json", "-o", "fit.json")
    #expect(fit.exitCode == 0, "\(fit.errors)")
  }

  private func document(_ arguments: [String]) async throws -> JSONDocument {
    let run = try await Command.run(arguments + ["--format", "json"], in: sandbox.folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    return try JSONDocument(run.output)
  }

  /// The numbers of an estimate; its interval may be missing.
  private func numbers(_ document: JSONDocument, _ place: String) throws -> [Double?] {
    ["estimate", "interval.lower", "interval.upper", "standardError"].map {
      try? document.number("\(place).\($0)")
    }
  }

  private func figure(_ name: String, of document: JSONDocument) throws -> String {
    let names = try document.list("figures").indices.map {
      try document.text("figures.\($0).name")
    }
    return "figures.\(try #require(names.firstIndex(of: name))).value"
  }

  private func field(_ title: String, of document: JSONDocument) throws -> String {
    let titles = try document.list("fields").indices.map {
      try document.text("fields.\($0).title")
    }
    return "fields.\(try #require(titles.firstIndex(of: title))).value"
  }

  @Test(
    "plan, energy train, energy disclose, policies, precision and the report agree to the bit.",
    arguments: [
      [], ["--hardware", "a100-sxm-80", "--operator", "google"],
      ["--hardware", "tpu-v4", "--node-power", "400"], ["--utilization", "0.35", "--pue", "1.2"],
      ["--node-power-fraction", "0.6", "--pue", "1.08", "--utilization", "0.4"],
      ["--hardware", "p100-sxm"],
    ])
  func commandsAgree(_ options: [String]) async throws {
    let (size, tokens) = ("1310720000", "26214400000")
    // 6ND, in full.
    let compute = "206158430208000000000"
    let grid = ["--grid", "fra"]
    let plan = try await document(["plan", "fit.json", "--compute", compute] + options + grid)
    let train = try await document(
      ["energy", "train", "--params", size, "--tokens", tokens] + options + grid)
    let card = try await document(
      ["energy", "disclose", "--form", "model-card", "--params", size, "--tokens", tokens]
        + options + grid)
    let report = try await document(["report", "fit.json", "--compute", compute] + options + grid)
    let policies = try await document(["policies", "fit.json", "--compute", compute] + options)
    let precision = try await document(
      ["precision", "fit.json", "--params", size, "--tokens", tokens] + options)

    let hours = try numbers(train, figure("accelerator time", of: train))
    let energy = try numbers(train, figure("energy, facility", of: train))
    let emissions = try numbers(train, figure("emissions, location-based", of: train))
    #expect(hours[0] != nil && energy[0] != nil && emissions[0] != nil)
    #expect(try numbers(plan, "plans.0.acceleratorTime") == hours)
    #expect(try numbers(plan, "plans.0.energy") == energy)
    #expect(try numbers(plan, "plans.0.emissions") == emissions)
    #expect(try numbers(report, "answer.acceleratorTime") == hours)
    #expect(try numbers(report, "answer.energy") == energy)
    #expect(try numbers(report, "answer.emissions") == emissions)
    #expect(try numbers(card, field("hours used", of: card)) == hours)
    #expect(try numbers(card, field("energy consumed", of: card)) == energy)
    #expect(try numbers(card, field("carbon emitted, location-based", of: card)) == emissions)
    #expect(try numbers(policies, "comparisons.0.energy") == energy)
    let names = try precision.list("outcomes").indices.map {
      try precision.text("outcomes.\($0).precision")
    }
    let bf16 = try #require(names.firstIndex(of: "bf16"))
    #expect(try numbers(precision, "outcomes.\(bf16).energy") == energy)
  }

  @Test("A frontier's plan for an energy is the plan for it.")
  func frontierIsThePlan() async throws {
    let frontier = try await document(
      ["frontier", "fit.json", "--from", "1MWh", "--to", "100MWh", "--points", "2"])
    let plan = try await document(["plan", "fit.json", "--energy", "1MWh,100MWh"])
    for index in 0..<2 {
      for quantity in ["compute", "energy", "acceleratorTime", "emissions", "loss"] {
        #expect(
          try numbers(frontier, "frontiers.0.plans.\(index).\(quantity)")
            == numbers(plan, "plans.\(index).\(quantity)"))
      }
    }
  }

  @Test("The energy of a given compute is the same however many draws the law has.")
  func lawDrawsDoNotCount() async throws {
    var energies: [[Double?]] = []
    for count in ["0", "2", "20", "100"] {
      let plan = try await document(
        ["plan", "runs.csv", "--compute", "1e24", "--bootstrap", count])
      energies.append(
        try ["acceleratorTime", "energy", "emissions"].flatMap {
          try numbers(plan, "plans.0.\($0)")
        })
    }
    #expect(energies.allSatisfy { $0 == energies[0] })
    #expect(energies[0].allSatisfy { $0 != nil })
    // From 4000 draws of the assumptions, as a fit with as many replicates always had.
    let interval = energies[0][5...6].compactMap { $0 }
    #expect(abs(interval[0] - 635) < 0.5 && abs(interval[1] - 1940) < 0.5)
  }

  @Test("A plan for the budget of Hoffmann and others takes 616 MWh, and so does the run.")
  func hoffmann() async throws {
    let train = try await document(["energy", "train", "--compute", "5.76e23"])
    let energy = try numbers(train, figure("energy, facility", of: train))
    #expect(abs(try #require(energy[0]) - 616) < 0.5)
    let stages = try train.list("figures").indices.map { try train.text("figures.\($0).name") }
      .filter { $0.hasPrefix("energy, ") }
    #expect(stages == ["energy, accelerator", "energy, node", "energy, facility"])
    let idle = try await document(["energy", "train", "--compute", "5.76e23", "--idle", "0.25"])
    let held = try numbers(idle, figure("energy, facility", of: idle))
    #expect(abs(try #require(held[0]) / #require(energy[0]) - 1.25) < 1e-12)
  }
}
