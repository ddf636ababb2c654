internal import LeastSquares
internal import LinearAlgebra

/// One law for several groups of runs with some shared coefficients.
///
///     minimise Σ_g Σ_{i∈g} wᵢ ρ(rᵢ(θ_shared, θ_g))
///
/// Each group is a problem of its own; all use the same coordinates, so that a
/// coordinate can be shared.
struct JointProblem<Part: LawProblem>: LawProblem {
  /// The problem of each group.
  let parts: [Part]
  /// The positions of each group's θ in the joint θ.
  let thetaLayout: JointLayout
  /// The positions of each group's coefficients.
  let layout: JointLayout

  /// Joins the problems of groups called `labels`.
  ///
  /// - Precondition: There is one part per label, all of the same law; a shared amplitude
  ///   has the same coordinate in every part.
  init(_ parts: [Part], labels: [String], shared: Set<String>) {
    self.parts = parts
    thetaLayout = JointLayout(parts[0].symbols, shared: shared, labels: labels)
    layout = JointLayout(parts[0].law.coefficients, shared: shared, labels: labels)
  }

  var law: ScalingLaw { parts[0].law }

  var symbols: [String] { thetaLayout.symbols }

  var coefficientSymbols: [String] { layout.symbols }

  var weights: [Double] { parts.flatMap(\.weights) }

  func space(_ objective: FitObjective) -> ResidualSpace { parts[0].space(objective) }

  func minimizer(_ objective: FitObjective) -> NewtonMinimizer {
    var minimizer = parts[0].minimizer(objective)
    minimizer.limits = limits
    return minimizer
  }

  func refitMinimizer(_ objective: FitObjective, residuals: [Double]) -> NewtonMinimizer {
    var minimizer = parts[0].refitMinimizer(objective, residuals: residuals)
    minimizer.limits = limits
    return minimizer
  }

  /// The limits of the law, which are the same for every group.
  var limits: CoordinateLimits? {
    guard let own = parts[0].limits else { return nil }
    var lower = Array(repeating: -Double.infinity, count: thetaLayout.count)
    var upper = Array(repeating: Double.infinity, count: thetaLayout.count)
    for places in thetaLayout.places {
      for (index, place) in places.enumerated() {
        (lower[place], upper[place]) = (own.lower[index], own.upper[index])
      }
    }
    return CoordinateLimits(lower: lower, upper: upper)
  }

  var bounds: [CoefficientBounds?] {
    var bounds = Array(repeating: CoefficientBounds?.none, count: layout.count)
    for places in layout.places {
      for (symbol, place) in zip(law.coefficients, places) { bounds[place] = law.bounds[symbol] }
    }
    return bounds
  }

  func objective(_ objective: FitObjective, kernel: VectorKernel) -> JointPoints<Part.Points> {
    joined(parts.map { $0.objective(objective, kernel: kernel) })
  }

  func room(for original: JointPoints<Part.Points>) -> JointPoints<Part.Points> {
    joined(zip(parts, original.parts).map { $0.room(for: $1) })
  }

  private func joined(_ points: [Part.Points]) -> JointPoints<Part.Points> {
    JointPoints(parts: points, layout: thetaLayout, sizes: parts.map(\.weights.count))
  }

  /// The starts of each group, joined pairwise: the k-th starts of all groups have the same exponents
  /// if these are drawn or taken from a grid.
  func starts(_ strategy: StartStrategy, copies: [Double], seed: UInt64) -> [[Double]] {
    joined(copies) { $0.starts(strategy, copies: $1, seed: seed) }
  }

  func furtherStarts(_ wave: Int, copies: [Double], seed: UInt64) -> [[Double]] {
    joined(copies) { $0.furtherStarts(wave, copies: $1, seed: seed) }
  }

  /// A start of all groups for each of those that every group has.
  private func joined(_ copies: [Double], _ starts: (Part, [Double]) -> [[Double]]) -> [[Double]] {
    var first = 0
    let starts = parts.map { part in
      defer { first += part.weights.count }
      return starts(part, Array(copies[first..<first + part.weights.count]))
    }
    let count = starts.map(\.count).min() ?? 0
    return (0..<count).map { index in thetaLayout.joining(starts.map { $0[index] }) }
  }

  func coefficients(_ theta: [Double]) -> [Double] {
    layout.joining(
      parts.indices.map { parts[$0].coefficients(thetaLayout.values(of: $0, in: theta)) })
  }

  func theta(_ coefficients: [Double]) -> [Double]? {
    let own = parts.indices.compactMap {
      parts[$0].theta(layout.values(of: $0, in: coefficients))
    }
    return own.count == parts.count ? thetaLayout.joining(own) : nil
  }

  /// The gradient by a shared coordinate counts once: it is divided among the groups, whose scaled
  /// gradients, which are linear in it, are added up.
  func scaledGradient(_ gradient: [Double], at theta: [Double]) -> [Double] {
    var uses = Array(repeating: 0.0, count: thetaLayout.count)
    for place in thetaLayout.places.joined() { uses[place] += 1 }
    let divided = zip(gradient, uses).map { $0 / $1 }
    var scaled = Array(repeating: 0.0, count: layout.count)
    for (group, part) in parts.enumerated() {
      let own = part.scaledGradient(
        thetaLayout.values(of: group, in: divided), at: thetaLayout.values(of: group, in: theta))
      for (place, value) in zip(layout.places[group], own) { scaled[place] += value }
    }
    return scaled
  }

  func coefficientsAtBound(_ jacobian: Matrix) -> [String] {
    var found: [String] = []
    for (group, part) in parts.enumerated() {
      let columns = thetaLayout.places[group].flatMap { jacobian.column($0) }
      let own = Matrix(
        rows: jacobian.rows, columns: thetaLayout.places[group].count, elements: columns)
      for symbol in part.coefficientsAtBound(own) {
        let name = layout.symbols[layout.places[group][law.index(of: symbol)]]
        if !found.contains(name) { found.append(name) }
      }
    }
    return found
  }
}
