import LeastSquares
import Testing

@Suite("Objectives with fixed coefficients")
struct HeldObjectiveTests {
  @Test(
    "A held coefficient stays, and the others reach the minimum beside it.",
    arguments: UInt64(0)..<20)
  func staysAndMinimises(seed: UInt64) {
    let (sum, start) = Structure.chinchilla.problem(count: 40, seed: seed)
    let objective = PowerSumObjective(sum, space: .log, delta: .infinity, kernel: .best)
    var held = HeldObjective(objective, holding: [0])
    let minimum = NewtonMinimizer(delta: .infinity).minimize(&held, from: start)
    #expect(minimum.coefficients[0] == start[0] && minimum.termination == .converged)
    // No other coefficient lowers the objective; the held one may.
    var derivatives = Derivatives(count: start.count)
    let value = objective.derivatives(at: minimum.coefficients, into: &derivatives)
    #expect(value == minimum.value)
    #expect(derivatives.gradient.dropFirst().allSatisfy { abs($0) <= 1e-11 * value })
    var free = objective
    let best = NewtonMinimizer(delta: .infinity).minimize(&free, from: start)
    #expect(best.value <= minimum.value)
  }
}
