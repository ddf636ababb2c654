import Echelle

// Six sizes on three lengths each, with the share of filtered text in the data of every run.
let parameters = [1e8, 2e8, 4e8, 8e8, 1.6e9, 3.2e9].flatMap { [$0, $0, $0] }
let tokens = parameters.indices.map { parameters[$0] * [5, 20, 80][$0 % 3] }
let filtered = parameters.indices.map { [0.2, 0.4, 0.7, 1, 0.4][$0 % 5] }
let losses = [
  4.178, 3.446, 3.032, 3.389, 3.069, 2.843, 3.158, 2.750, 2.540,
  2.848, 2.625, 2.409, 2.573, 2.354, 2.273, 2.471, 2.259, 2.150,
]
// The shortest runs count half.
let weights = parameters.indices.map { $0 % 3 == 0 ? 0.5 : 1 }

let runs = try RunTable(
  parameterCount: parameters, tokenCount: tokens, loss: losses, weights: weights,
  columns: ["filtered": filtered])
let law = try ScalingLaw(
  formula: "E + A / N^alpha + B / (D^beta * filtered^phi)", columns: ["filtered"])
var options = FitOptions.onAllProcessors
options.replicateCount = 500
let fit = try await law.fit(runs, options: options)
for remark in fit.remarks { print("note: \(remark.text)") }

let plan = try fit.plan(
  .compute(1e22), on: "h100-sxm", grid: "fra", holding: [.column("filtered"): 1])
print("parameters:", plan.parameterCount.value, "tokens:", plan.tokenCount.value)
print("loss:", plan.loss.value, plan.loss.interval.map { "[\($0.lower), \($0.upper)]" } ?? "")
print("MWh:", plan.energyInMegawattHours.value, "tCO2e:", plan.emissionsInTonnes.value)
