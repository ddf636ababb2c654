import Diagnostics
import EnergyModel
import Testing

@Suite("Names as people write them")
struct NameQueryTests {
  let tables: ReferenceTables

  init() throws {
    tables = try referenceTables()
  }

  @Test(
    "A country is found by its code or its name.",
    arguments: [
      ("France", "fra"), ("FRANCE", "fra"), ("fr", "fra"), ("us", "usa"),
      ("United States", "usa"), ("uk", "gbr"), ("Korea", "kor"), ("emirates", "are"),
      ("world", "world"), ("in", "ind"), ("is", "isl"),
    ])
  func countries(_ text: String, _ name: String) throws {
    let grid = try tables.grid(named: text)
    #expect(grid.name == name)
    #expect(grid.year == tables.latestGrids.first { $0.name == name }?.year)
  }

  @Test("A country may have a year.", arguments: ["France 2021", "france-2021", "fr-2021"])
  func years(_ text: String) throws {
    #expect(try tables.grid(named: text).nameOfYear == "fra-2021")
    #expect(try tables.years(ofGrid: text).map(\.year) == [2021])
  }

  @Test(
    "The name in the table keeps a year.",
    arguments: [("France", "fra"), ("france 2021", "fra-2021"), ("FRA", "fra")])
  func tableNames(_ text: String, _ name: String) throws {
    #expect(try tables.gridName(text) == name)
  }

  @Test("All years of a country by its name.")
  func allYears() throws {
    #expect(try tables.years(ofGrid: "France").map(\.year) == [2023, 2022, 2021])
  }

  @Test(
    "An accelerator is found by words that only it has, a chip as its SXM module.",
    arguments: [
      ("H200", "h200-sxm"), ("A100 SXM 80", "a100-sxm-80"), ("A100 SXM 80GB", "a100-sxm-80"),
      ("NVIDIA A100 PCIe 40 GB", "a100-pcie-40"), ("TPU v4", "tpu-v4"), ("MI300X", "mi300x"),
      ("b200", "b200-sxm"), ("Gaudi 3", "gaudi3"), ("H100", "h100-sxm"), ("h100", "h100-sxm"),
      ("A100", "a100-sxm-80"), ("A100 40GB", "a100-sxm-40"), ("nvidia v100", "v100-sxm-32"),
      ("H100 PCIe", "h100-pcie"),
    ])
  func accelerators(_ text: String, _ name: String) throws {
    #expect(try tables.accelerator(named: text).name == name)
  }

  @Test(
    "A name that several have is refused with all of them.",
    arguments: [
      ("A100 PCIe", "a100-pcie-40, a100-pcie-80"),
      ("nvidia pcie", "a100-pcie-40, a100-pcie-80, h100-pcie"),
    ])
  func ambiguous(_ text: String, _ candidates: String) {
    let error = #expect(throws: EnergyModelError.self) { try tables.accelerator(named: text) }
    #expect(
      error?.description == """
        the accelerator '\(text)' is ambiguous
          why: it matches \(candidates)
          fix: choose one of them
        """)
  }

  @Test("Words that several countries have are refused with all of them.")
  func ambiguousCountry() {
    let error = #expect(throws: EnergyModelError.self) { try tables.grid(named: "united") }
    #expect(
      error == .ambiguousName(kind: .grid, name: "united", candidates: ["are", "gbr", "usa"]))
  }

  @Test(
    "A name near to none is unknown.", arguments: ["", " ", "-", "80gb", "atlantis", "fra-1999"])
  func unknown(_ text: String) {
    #expect(throws: EnergyModelError.self) { try tables.grid(named: text) }
  }

  @Test("A misspelt country suggests its code.")
  func misspelt() {
    let error = #expect(throws: EnergyModelError.self) { try tables.grid(named: "Grmany") }
    #expect(error == .unknownName(kind: .grid, name: "Grmany", near: ["deu"]))
  }
}
