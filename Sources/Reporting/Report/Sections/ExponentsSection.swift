import ScalingLaws
import Statistics
import TrainingRuns

/// The scatter of the replicates' exponents.
struct ExponentsSection: ReportSection {
  let figureTitle: String? = "Exponents of the bootstrap replicates"

  func figure(_ material: FigureMaterial) -> Figure? { material.exponentScatter }

  func absence(_ record: ReportRecord) -> String {
    record.fit.draws.isEmpty
      ? "bootstrap disabled" : "the law has no exponents α and β"
  }
}

extension FigureMaterial {
  /// α and β of the bootstrap replicates, with this fit and published ones.
  var exponentScatter: Figure? {
    guard let alpha = fit.law.coefficients.firstIndex(of: "alpha"),
      let beta = fit.law.coefficients.firstIndex(of: "beta"), fit.draws.count > 1
    else { return nil }
    let own = (fit.values[alpha], fit.values[beta])
    var published: [(label: String, alpha: Double, beta: Double)] = []
    for publication in record.published where published.count < 5 {
      guard let alpha = publication.coefficients["alpha"],
        let beta = publication.coefficients["beta"]
      else { continue }
      // Points that would hide another one are left out.
      let others = published.map { ($0.alpha, $0.beta) } + [own]
      guard others.allSatisfy({ abs($0.0 - alpha) > 1e-4 || abs($0.1 - beta) > 1e-4 }) else {
        continue
      }
      published.append((publication.label, alpha, beta))
    }
    let table = FigureTable(
      "exponents", ["series", "label", "alpha", "beta"],
      ([(label: "this fit", alpha: own.0, beta: own.1)] + published).enumerated().map {
        series, point in
        ["\(series)", point.label, number(point.alpha), number(point.beta)]
      })
    func axis(_ title: String, _ index: Int, _ others: [Double]) -> FigureAxis? {
      // A few extreme replicates do not set the range.
      let sorted = fit.draws.map { $0[index] }.sorted()
      let values = [quantile(0.002, ofSorted: sorted), quantile(0.998, ofSorted: sorted)] + others
      guard let lower = values.min(), let upper = values.max(), lower < upper else { return nil }
      let room = 0.06 * (upper - lower)
      return FigureAxis(title: title, range: lower - room...upper + room, isLogarithmic: false)
    }
    guard let x = axis("α, exponent of N", alpha, [own.0] + published.map(\.alpha)),
      let y = axis("β, exponent of D", beta, [own.1] + published.map(\.beta))
    else { return nil }
    let stride = Self.stride(fit.draws.count)
    let symbols: [FigureLayer.Symbol] = [
      .diamond, .square, .triangle, .triangleDown, .openSquare, .openDiamond,
    ]
    let colours: [FigureColour] = [.ink, .vermilion, .green, .orange, .purple, .sky]
    let marks = (0...published.count).map { series in
      FigureLayer(
        table: table.name, mark: .points(x: "alpha", y: "beta", symbol: symbols[series]),
        title: series == 0 ? "this fit" : published[series - 1].label, colour: colours[series],
        series: series, scale: 2.2)
    }
    let drawn = stride == 1 ? "\(fit.draws.count)" : "1 in \(stride) of \(fit.draws.count)"
    return Figure(
      name: "exponents", title: "Exponents of the bootstrap replicates",
      subtitle: "\(drawn) replicates"
        + (published.isEmpty ? "" : ", with published fits to these runs"),
      description:
        "Exponents α and β of \(drawn) bootstrap replicates around this fit"
        + (published.isEmpty
          ? "."
          : ", with \(published.count) published \(published.count == 1 ? "pair" : "pairs").")
        + (published.isEmpty
          ? "" : " Published: \(published.map(\.label).joined(separator: "; "))."),
      panels: [
        FigurePanel(
          x: x, y: y,
          layers: [
            FigureLayer(
              table: "draws", mark: .points(x: "alpha", y: "beta", symbol: .disc),
              title: "replicates", colour: .sky, stride: stride)
          ] + marks)
      ], tables: [table])
  }
}
