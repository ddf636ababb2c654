internal import LinearAlgebra

extension NewtonSearch {
  /// The coordinates that their limits hold; none without limits.
  var held: [Bool] {
    settings.limits?.held(at: theta, gradient: derivatives.gradient)
      ?? Array(repeating: false, count: theta.count)
  }

  /// The gradient by the coordinates that are free to move, 0 for the others.
  var freeGradient: [Double] {
    guard settings.limits != nil else { return derivatives.gradient }
    return zip(derivatives.gradient, held).map { $1 ? 0 : $0 }
  }

  /// Solves for the step within `limits`.
  ///
  /// Coordinates that would pass a limit go just as far as it, and the others are solved for again.
  ///
  /// - Returns: The decrease of the quadratic model along the step; `nil` if H + λD is not positive
  ///   definite over the free coordinates, or the step would not lower the model.
  mutating func solve(
    _ objective: some Objective, within limits: CoordinateLimits
  ) -> Double? {
    let count = theta.count
    var isFixed = held
    var moves = Array(repeating: 0.0, count: count)
    while true {
      guard solveFree(isFixed: isFixed, moves: moves) else { return nil }
      var longest = step.indices.reduce(0) { isFixed[$1] ? $0 : max($0, abs(step[$1])) }
      if settings.coordinates == .anyUnit, longest > settings.longestStep {
        longest = longestOfItsScale(objective)
      }
      isShortened = longest > settings.longestStep
      if isShortened {
        for i in step.indices where !isFixed[i] { step[i] *= settings.longestStep / longest }
      }
      let crossing = step.indices.filter {
        !isFixed[$0] && !limits.contains(theta[$0] + step[$0], at: $0)
      }
      if crossing.isEmpty { break }
      for i in crossing {
        isFixed[i] = true
        moves[i] = (step[i] < 0 ? limits.lower[i] : limits.upper[i]) - theta[i]
      }
    }
    let predicted = modelDecrease
    return predicted < 0 || predicted.isNaN ? nil : predicted
  }

  /// Solves (H + λD) s = −∇f for the coordinates that are not fixed, whose moves are given.
  private mutating func solveFree(isFixed: [Bool], moves: [Double]) -> Bool {
    let count = theta.count
    for i in 0..<count {
      for j in 0...i {
        system[i * count + j] =
          isFixed[i] || isFixed[j] ? 0 : derivatives.hessian[i * count + j]
      }
      if isFixed[i] {
        system[i * count + i] = 1
        step[i] = moves[i]
        continue
      }
      if damping > 0 {
        system[i * count + i] += damping * (curvature[i] / value) + .leastNormalMagnitude
      }
      step[i] = -derivatives.gradient[i]
      for j in 0..<count where isFixed[j] { step[i] -= hessian(i, j) * moves[j] }
    }
    return choleskySolve(&system, &step)
  }

  private func hessian(_ i: Int, _ j: Int) -> Double {
    derivatives.hessian[max(i, j) * theta.count + min(i, j)]
  }

  /// −∇fᵀs − sᵀHs/2.
  private var modelDecrease: Double {
    var decrease = 0.0
    for i in step.indices {
      decrease -= derivatives.gradient[i] * step[i]
      for j in step.indices { decrease -= step[i] * hessian(i, j) * step[j] / 2 }
    }
    return decrease
  }
}
