import Foundation
import Inference
import ScalingLaws
import Testing

@Suite struct EnsembleLawsTests {
  @Test func areThoseOfTheCatalogue() throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let catalogue = LawCatalogue(searchPath: [root + "/datasets"])
    #expect(EnsembleLaws.usual.map(\.name) == ["chinchilla", "coupled-power", "kaplan-joint"])
    for law in EnsembleLaws.usual {
      let catalogued = try catalogue.law(law.name).law
      #expect(law.formula == catalogued.formula)
      #expect(law.domains == catalogued.domains)
      #expect(Set(law.coefficients) == Set(catalogued.coefficients))
    }
  }
}
