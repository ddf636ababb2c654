import ScalingLaws
import Statistics
import TrainingRuns

extension FigureMaterial {
  /// α and β of the bootstrap replicates, with the fit and the published ones.
  var exponentScatter: Figure? {
    guard let alpha = fit.law.coefficients.firstIndex(of: "alpha"),
      let beta = fit.law.coefficients.firstIndex(of: "beta"), fit.draws.count > 1
    else { return nil }
    let own = (fit.values[alpha], fit.values[beta])
    let published = record.published.compactMap { fit -> (String, Double, Double)? in
      guard let alpha = fit.coefficients["alpha"], let beta = fit.coefficients["beta"] else {
        return nil
      }
      return (fit.label, alpha, beta)
    }.prefix(5)
    let table = FigureTable(
      "exponents", ["series", "label", "alpha", "beta"],
      ([("this fit", own.0, own.1)] + published).enumerated().map { series, point in
        ["\(series)", point.0, number(point.1), number(point.2)]
      })
    func axis(_ title: String, _ index: Int, _ others: [Double]) -> FigureAxis? {
      // Wild replicates are not to squeeze the others.
      let sorted = fit.draws.map { $0[index] }.sorted()
      let values = [quantile(0.002, ofSorted: sorted), quantile(0.998, ofSorted: sorted)] + others
      guard let lower = values.min(), let upper = values.max(), lower < upper else { return nil }
      let room = 0.06 * (upper - lower)
      return FigureAxis(title: title, range: lower - room...upper + room, isLogarithmic: false)
    }
    guard let x = axis("{/Symbol a}, exponent of N", alpha, [own.0] + published.map(\.1)),
      let y = axis("{/Symbol b}, exponent of D", beta, [own.1] + published.map(\.2))
    else { return nil }
    let stride = Self.stride(fit.draws.count)
    let symbols: [FigureLayer.Symbol] = [.diamond, .square, .triangle, .triangleDown, .openSquare, .openDiamond]
    let colours: [FigureColour] = [.ink, .vermilion, .green, .orange, .purple, .sky]
    let marks = (0...published.count).map { series in
      FigureLayer(
        table: table.name, mark: .points(x: "alpha", y: "beta", symbol: symbols[series]),
        title: series == 0 ? "this fit" : published[series - 1].0, colour: colours[series],
        series: series)
    }
    let drawn = stride == 1 ? "\(fit.draws.count)" : "1 in \(stride) of \(fit.draws.count)"
    return Figure(
      name: "exponents", title: "Exponents of the bootstrap replicates",
      subtitle: "\(drawn) replicates; together they say how far N* and D* can be told apart",
      description: "Scatter of the exponents alpha and beta of \(drawn) bootstrap replicates around this "
        + "fit, with \(published.count) published pairs."
        + (published.isEmpty ? "" : " Published: \(published.map(\.0).joined(separator: "; "))."),
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
