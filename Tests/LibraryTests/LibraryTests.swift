import Echelle
import SampleFits
import Testing

/// What `import Echelle` gives a program.
@Suite("The library")
struct LibraryTests {
  private static let design: [Run] = isoFLOPDesign
  private static let loss = losses(of: isoFLOPDesign, noise: 0.01)

  private func runs(weights: [Double]? = nil) throws -> RunTable {
    try RunTable(
      parameterCount: Self.design.map(\.parameters), tokenCount: Self.design.map(\.tokens),
      loss: Self.loss, weights: weights)
  }

  @Test("Runs in arrays have the fit of the same runs in a table.")
  func arrays() async throws {
    let weights = Self.design.indices.map { Double($0 % 3) }
    var options = FitOptions.onAllProcessors
    options.replicateCount = 50
    let fit = try await ScalingLaw.chinchilla.fit(runs(weights: weights), options: options)
    let table = try runTable(Self.design, losses: Self.loss, weights: weights)
    let other = try await LawFitter(options: options, version: echelleVersion).fit(table)
    #expect(fit.values == other.values && fit.draws == other.draws)
    #expect(fit.runs == other.runs)
    #expect(fit.dataset.notes.contains("C is computed as 6ND"))
    #expect(fit.provenance.version == echelleVersion)
  }

  @Test("A fit plans on the tables that come with the library, and on others.")
  func plans() async throws {
    var options = FitOptions.onAllProcessors
    options.replicateCount = 50
    let fit = try await ScalingLaw.chinchilla.fit(runs(), options: options)
    let plan = try fit.plan(.compute(1e22), on: "h100-sxm", grid: "fra")
    #expect(plan.energyModel.hardware.name == "h100-sxm")
    #expect(plan.energyInMegawattHours.interval != nil && plan.loss.interval != nil)
    var tables = try ReferenceTables.bundled()
    var own = try tables.accelerator(named: "h100-sxm")
    own.name = "own"
    tables.accelerators.append(own)
    let same = try fit.plan(.compute(1e22), on: "own", grid: "fra", tables: tables)
    #expect(same.loss == plan.loss && same.parameterCount == plan.parameterCount)
    #expect(throws: EnergyModelError.self) { try fit.plan(.compute(1e22), on: "own") }
  }

  @Test("The laws of the literature come with the library.")
  func laws() throws {
    #expect(LawCatalogue.bundled.names().contains("kaplan-joint"))
    #expect(try LawCatalogue.bundled.law("chinchilla").law.coefficients.count == 5)
  }

  @Test("A column that the law needs and the runs lack is named.")
  func missingColumn() async throws {
    let law = try ScalingLaw(formula: "E + A / N^alpha + B / x^beta", columns: ["x"])
    let runs = try runs()
    let error = await #expect(throws: RunArrayError.self) { try await law.fit(runs) }
    #expect(
      error?.description == """
        the runs have no column 'x'
          why: it is a variable of the law 'E + A / N^alpha + B / x^beta'; no further columns were given
          fix: give the column, or fit another law
        """)
  }

  @Test("Arrays that do not describe runs are refused.")
  func badArrays() {
    func text(_ body: () throws(RunArrayError) -> RunTable) -> String? {
      do throws(RunArrayError) {
        _ = try body()
        return nil
      } catch {
        return error.description
      }
    }
    #expect(
      text { () throws(RunArrayError) in
        try RunTable(parameterCount: [1e9, 2e9], tokenCount: [1e10], loss: [3, 2])
      } == """
        tokenCount: 1 element, and parameterCount has 2
          why: element i of every array belongs to run i
          fix: give every array one element per run
        """)
    #expect(
      text { () throws(RunArrayError) in
        try RunTable(
          parameterCount: [1e9], tokenCount: [1e10], loss: [3], columns: ["x": [.nan]])
      } == """
        x[0]: expected a finite number, found nan
          why: it is a variable of a law
          fix: correct the element, or remove the run from every array
        """)
    #expect(
      text { () throws(RunArrayError) in
        try RunTable(parameterCount: [1e9], tokenCount: [1e10], loss: [3], weights: [-1])
      } == """
        weights[0]: expected a finite number of at least 0, found -1
          why: a weight multiplies the run's term in the objective
          fix: correct the element, or remove the run from every array
        """)
  }
}
