import Diagnostics
import EnergyModel
import Testing

@Suite("Reference tables")
struct ReferenceTablesTests {
  let tables: ReferenceTables

  init() throws {
    tables = try referenceTables()
  }

  /// Makers' headlines with 2:4 sparsity are twice these.
  @Test(
    arguments: [
      ("v100-sxm-16", NumericPrecision.bf16, 125e12), ("a100-sxm-80", .bf16, 312e12),
      ("a100-sxm-80", .tf32, 156e12), ("h100-sxm", .bf16, 989e12), ("h100-sxm", .fp8, 1979e12),
      ("h100-sxm", .fp32, 67e12), ("b200-sxm", .bf16, 2250e12), ("tpu-v4", .bf16, 275e12),
      ("mi355x", .fp8, 5025e12),
    ] as [(String, NumericPrecision, Double)])
  func peaksAreDense(_ name: String, _ precision: NumericPrecision, _ peak: Double) throws {
    #expect(try tables.accelerator(named: name).peakFLOPPerSecond[precision] == peak)
  }

  @Test func narrowerFormatsAreNotSlower() {
    for accelerator in tables.accelerators {
      let floating = accelerator.precisions.filter { $0 != .int8 }
      let peaks = floating.compactMap { accelerator.peakFLOPPerSecond[$0] }
      #expect(peaks == peaks.sorted(), "\(accelerator.name)")
      #expect(accelerator.peakFLOPPerSecond[.bf16] != nil, "\(accelerator.name)")
    }
  }

  /// With-sparsity peaks or a power in the wrong unit would leave this corridor: 7e10 for the P100 to
  /// 2.3e12 FLOP/J for the B200.
  @Test func peakEfficiencyIsPlausible() {
    for accelerator in tables.accelerators {
      guard let power = accelerator.thermalDesignPower,
        let peak = accelerator.peakFLOPPerSecond[.bf16]
      else { continue }
      #expect((5e10...2.6e12).contains(peak / power), "\(accelerator.name)")
      if let rated = accelerator.ratedNodePower {
        #expect((1.4...2.2).contains(rated / power), "\(accelerator.name)")
      }
    }
  }

  @Test func rowsHaveYearsAndSources() {
    #expect(tables.accelerators.count >= 25)
    #expect(tables.grids.count >= 25)
    for row in tables.accelerators {
      #expect((2016...2026).contains(row.year), "\(row.name)")
      #expect(row.source.citation.count > 10, "\(row.name)")
    }
    for row in tables.grids {
      #expect((2018...2026).contains(row.year), "\(row.name)")
      #expect((10...1000).contains(row.carbonIntensity), "\(row.name)")
      #expect(row.source.citation.count > 10, "\(row.name)")
    }
    for row in tables.assumptions {
      #expect(row.source.citation.count > 10, "\(row.quantity) \(row.subject)")
      #expect(row.source.evidence != .stated)
    }
  }

  /// A row for a misspelt family would never be found.
  @Test func assumptionsApplyToSomething() {
    let subjects = Set(
      tables.accelerators.flatMap { [$0.name, $0.family ?? $0.name] }
        + [Assumption.defaultSubject])
    for row in tables.assumptions where row.quantity != .powerUsageEffectiveness {
      #expect(subjects.contains(row.subject), "\(row.subject)")
    }
  }

  @Test func closestRowWins() throws {
    func utilization(_ name: String, _ precision: NumericPrecision) throws -> Assumption? {
      tables.assumption(
        of: .utilization, hardware: try tables.accelerator(named: name), precision: precision)
    }
    #expect(try utilization("h200-sxm", .bf16)?.subject == "hopper")
    #expect(try utilization("h200-sxm", .fp8)?.precision == .fp8)
    #expect(try utilization("b200-sxm", .bf16)?.subject == Assumption.defaultSubject)
    #expect(try utilization("b200-sxm", .fp4) == nil)
  }

  @Test func namesAreFoundInEitherCase() throws {
    #expect(try tables.accelerator(named: "H100-SXM").name == "h100-sxm")
    #expect(try tables.grid(named: "USA").title == "United States")
  }

  @Test(
    arguments: [
      (
        "h100-smx",
        """
        unknown accelerator 'h100-smx'
          why: the nearest names in the accelerator table are h100-sxm, p100-sxm, h800-sxm
          fix: choose an accelerator listed in accelerators.csv, or add a row to it
        """
      ),
      (
        "a100-pcie",
        """
        the accelerator 'a100-pcie' is ambiguous
          why: it matches a100-pcie-40, a100-pcie-80
          fix: choose one of them
        """
      ),
      (
        "abacus",
        """
        unknown accelerator 'abacus'
          why: the accelerator table has no such name, nor a similar one
          fix: choose an accelerator listed in accelerators.csv, or add a row to it
        """
      ),
    ])
  func unknownAcceleratorIsTold(_ name: String, _ text: String) {
    let error = #expect(throws: EnergyModelError.self) { try tables.accelerator(named: name) }
    #expect(error?.description == text)
  }

  @Test func unknownGridIsTold() {
    let error = #expect(throws: EnergyModelError.self) { try tables.grid(named: "uas") }
    #expect(error?.diagnostic.what == "unknown grid 'uas'")
    #expect(error?.diagnostic.why?.text().contains("usa") == true)
  }

  @Test func gridsHaveYears() throws {
    #expect(try tables.grid(named: "FRA").year == 2023)
    #expect(try tables.grid(named: "fra-2021").carbonIntensity == 67)
    #expect(try tables.years(ofGrid: "fra").map(\.year) == [2023, 2022, 2021])
    #expect(try tables.years(ofGrid: "fra-2022").map(\.year) == [2022])
    #expect(tables.latestGrids.count == Set(tables.grids.map(\.name)).count)
    // Several years of nearly every country.
    #expect(tables.grids.count > 2 * tables.latestGrids.count)
  }

  @Test func missingTableIsTold() {
    let error = #expect(throws: EnergyModelError.self) {
      try ReferenceTables.load(from: ["/nowhere", "/elsewhere"])
    }
    #expect(
      error?.description == """
        reference table 'accelerators/accelerators.csv' not found
          why: looked in /nowhere, /elsewhere
          fix: set ECHELLE_DATASETS to the folder with the reference tables
        """)
  }
}
