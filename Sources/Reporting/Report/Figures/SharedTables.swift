import Documents
import Planning
import ScalingLaws
import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension FigureMaterial {
  /// The runs used, with the fitted value of each.
  var runTable: FigureTable? { runTable("runs", stride: 1) }

  /// The runs that are drawn, where these are not all runs (gnuplot takes a second for a table of a hundred
  /// thousand), or where names hold characters that gnuplot's CSV reader does not expect.
  var drawnRunTable: FigureTable? {
    drawnRuns == "runs" ? nil : runTable(drawnRuns, stride: runStride, hasNames: false)
  }

  /// Whether gnuplot can read the names of the runs in CSV: it takes every line for a row, and no quotes in
  /// a text.
  private var namesAreDrawable: Bool {
    fit.runs?.name?.allSatisfy { name in
      !name.utf8.contains { $0 == 0x0A || $0 == 0x0D || $0 == UInt8(ascii: "\"") }
    } ?? true
  }

  private func runTable(_ name: String, stride: Int, hasNames: Bool = true) -> FigureTable? {
    guard let runs = fit.runs else { return nil }
    return FigureTable(
      name,
      [
        "row", "name", "parameters", "tokens", "flop", "loss", "fitted", "residual",
        "predicted_energy_mwh",
      ] + (runs.weight == nil ? [] : ["weight"]),
      PageData.every(stride, Array(runs.row.indices)).map { index in
        let residual = fit.residuals[index]
        let loss = runs.loss?[index]
        return [
          "\(runs.row[index])", hasNames ? runs.name?[index] : nil,
          number(runs.parameterCount?[index]),
          number(runs.tokenCount?[index]), number(runs.compute?[index]), number(loss),
          number(loss.map { fit.fittedValue(observed: $0, residual: residual) }), number(residual),
          number(record.energy(compute: runs.compute?[index])),
        ] + (runs.weight.map { [number($0[index])] } ?? [])
      })
  }

  /// The name of the table that runs are drawn from.
  var drawnRuns: String { runStride > 1 || !namesAreDrawable ? "runs-drawn" : "runs" }

  /// N*, D*, D*/N*, L, energy and emissions against compute.
  var frontierTable: FigureTable? {
    guard !record.sweep.isEmpty else { return nil }
    let quantities: [(String, (Plan) -> Estimate)] = [
      ("parameters", \.parameterCount), ("tokens", \.tokenCount),
      ("tokens_per_parameter", \.tokensPerParameter), ("loss", \.loss),
      ("energy_mwh", \.energyInMegawattHours), ("emissions_tco2e", \.emissionsInTonnes),
    ]
    return FigureTable(
      "frontier", ["flop"] + quantities.flatMap { [$0.0, "\($0.0)_lower", "\($0.0)_upper"] },
      record.sweep.map { plan in
        [number(plan.compute.value)]
          + quantities.flatMap { _, quantity in
            let estimate = quantity(plan)
            return [
              number(estimate.value), number(estimate.interval?.lower),
              number(estimate.interval?.upper),
            ]
          }
      })
  }

  /// The published policies at the budgets of the plans, by the law of the fit.
  var policyTable: FigureTable? {
    guard !record.sweep.isEmpty else { return nil }
    let k = fit.dataset.flopPerParameterToken
    return FigureTable(
      "policies",
      ["series", "policy", "flop", "parameters", "tokens_per_parameter", "loss", "energy_mwh"],
      ScalingPolicy.published.enumerated().flatMap { series, policy in
        record.sweep.map { plan in
          let compute = plan.compute.value
          let parameters = policy.parameterCount(compute: compute, flopPerParameterToken: k)
          let model: [ScalingLaw.Variable: Double] = [
            .parameterCount: parameters, .tokenCount: compute / (k * parameters),
            .compute: compute,
          ]
          return [
            "\(series)", policy.name, number(compute), number(parameters),
            number(compute / (k * parameters * parameters)),
            number(fit.value(at: model, values: fit.values)),
            number(plan.energyInMegawattHours.value),
          ]
        }
      })
  }

  /// The look of each policy; the lines can be distinguished without colour.
  static let policyLooks: [(dash: FigureLayer.Dash, colour: FigureColour)] = [
    (.dashed, .vermilion), (.dashDotted, .purple), (.dotted, .green),
  ]

  /// The coefficients of the bootstrap replicates.
  var drawTable: FigureTable? {
    guard !fit.draws.isEmpty else { return nil }
    return FigureTable(
      "draws", fit.law.coefficients, fit.draws.map { draw in draw.map { number($0) } })
  }
}

/// A number of a table in full precision.
func number(_ value: Double?) -> String? { CSVText.number(value) }
