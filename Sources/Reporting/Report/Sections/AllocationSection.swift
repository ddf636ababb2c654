import Documents
import Planning
import ScalingLaws
import Statistics

/// The optimal split of a budget between N and D.
struct AllocationSection: ReportSection {
  let figureTitle: String? = "Optimal model size and data"

  func figure(_ material: FigureMaterial) -> Figure? { material.allocation }
}

extension FigureMaterial {
  /// N* and D*/N* against compute, beside the published policies.
  var allocation: Figure? {
    guard let frontier = frontierTable, let policies = policyTable else { return nil }
    let budgets = record.sweep.map(\.compute.value)
    let counts = record.sweep.flatMap { ends($0.parameterCount) }
    let ratios = record.sweep.flatMap {
      ends($0.tokensPerParameter)
    }
    guard
      let x = Self.axis("Training compute C (FLOP)", budgets, .power),
      let yCounts = Self.axis("Optimal parameters N*", counts, .count),
      let yRatios = Self.axis("Tokens per parameter D*/N*", ratios + [20, 20], .plain)
    else { return nil }
    func layers(_ column: String, titled: Bool) -> [FigureLayer] {
      let band = FigureLayer(
        table: frontier.name,
        mark: .band(x: "flop", lower: "\(column)_lower", upper: "\(column)_upper"),
        title: titled ? "\(NumberText.percent(fit.bootstrap.level)) interval" : nil, colour: .blue)
      let line = FigureLayer(
        table: frontier.name, mark: .line(x: "flop", y: column, dash: .solid),
        title: titled ? "this fit" : nil, colour: .blue)
      let others = policyLines(policies, x: "flop", y: column, titled: titled)
      return [line] + (fit.draws.isEmpty ? [] : [band]) + others
    }
    return Figure(
      name: "allocation", title: "Optimal model size and data",
      subtitle: "Compute-optimal size and tokens per parameter, with published policies",
      description: "Two panels against training compute. Top: the compute-optimal number of "
        + "parameters grows as a power of compute, as do those of published policies; that of Kaplan et al. "
        + "2020, whose N excludes embeddings, grows fastest. Bottom: the optimal tokens per parameter with "
        + "their interval, which widens beyond the runs.",
      panels: [
        FigurePanel(x: x, y: yCounts, layers: layers("parameters", titled: true)),
        FigurePanel(x: x, y: yRatios, layers: layers("tokens_per_parameter", titled: false)),
      ], tables: [])
  }

  /// An estimate and the ends of its interval.
  func ends(_ estimate: Estimate) -> [Double] {
    [estimate.value] + (estimate.interval.map { [$0.lower, $0.upper] } ?? [])
  }
}
