import EnergyModel
import Foundation
import SampleFits
import ScalingLaws
import Studies
import Testing

@testable import Reporting

@Suite("Labels of IsoFLOP curves")
struct IsoFLOPLabelTests {
  private func figure() async throws -> Figure {
    let runs = try runTable(isoFLOPDesign, losses: losses(of: isoFLOPDesign, noise: 0.002))
    let fit = try await fit(runs) { $0.replicateCount = 20 }
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let model = try TrainingEnergyModel(
      tables: ReferenceTables.load(from: ["\(root)/datasets"]), accelerator: "h100-sxm")
    let record = ReportRecord(
      fit, studies: try await ReportStudies(of: fit, energyModel: model))
    return try #require(FigureMaterial(record).isoFLOPProfiles)
  }

  @Test("Every curve has a label of its own budget, in the script and in the notebook.")
  func labels() async throws {
    let figure = try await figure()
    let panel = try #require(figure.panels.first)
    let curves = Set(panel.layers.compactMap(\.series))
    #expect(curves.count == 5 && panel.ends.count == 5)
    #expect(Set(panel.ends.map(\.text)).count == 5)
    #expect(panel.endTitle == "C (FLOP)")
    let script = FigureScript(figure: figure, tables: figure.tables).text
    let python = FigurePython(figure: figure, tables: figure.tables).text
    #expect(script.components(separatedBy: "set arrow ").count == 6)
    #expect(python.components(separatedBy: "label_end(").count == 6)
    for end in panel.ends { #expect(script.contains("\n|\(end.text)\n")) }
  }

  @Test("Labels are apart and in the order of the curves, however close their ends are.")
  func spread() {
    var state: UInt64 = 3
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    let range = 2.0...4.0
    for count in 1...12 {
      for isTight in [false, true] {
        let labels = (0..<count).map { number in
          FigureEndLabel(
            text: "\(number)", x: 1, y: isTight ? 3 + 0.01 * uniform() : 2 + 2 * uniform(),
            colour: .blue)
        }
        let spread = FigureEndLabel.spread(labels, over: range).sorted { $0.y < $1.y }
        #expect(spread.count == count && spread.allSatisfy { range.contains($0.height) })
        for (lower, upper) in zip(spread, spread.dropFirst()) {
          let distance = log(upper.height / lower.height) / log(2)
          #expect(distance > 0.052 - 1e-9, "\(count) labels: \(distance)")
        }
      }
    }
    let alone = FigureEndLabel.spread(
      [FigureEndLabel(text: "", x: 1, y: 3, colour: .blue)], over: range)
    #expect(abs(alone[0].height - 3) < 1e-9)
  }
}
