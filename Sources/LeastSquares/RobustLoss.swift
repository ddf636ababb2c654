/// The function ρ of the residuals whose weighted sum a fit minimises.
public enum RobustLoss: Sendable, Equatable {
  /// Huber's H(r) = r²/2 for |r| ≤ δ, else δ(|r| − δ/2), and κ·H(r) for r > 0. ρ′ = clamp(r, −δ, δ) and κ
  /// times that; ρ″ = 1 or κ inside, 0 outside. κ is `above`.
  ///
  /// A residual is an observation minus its fitted value: with κ > 1 it costs more to fit a curve below the
  /// observations than above them, with κ < 1 less. ρ and ρ′ are continuous at 0 for every κ.
  ///
  /// Reference: Huber 1964, doi:10.1214/aoms/1177703732.
  case huber(delta: Double, above: Double = 1)
  /// ρ(r) = |r|: least absolute deviations.
  case absolute
  /// ρ(r) = r²/2: least squares.
  case squares

  /// ρ(r).
  public func value(_ residual: Double) -> Double {
    let size = abs(residual)
    switch self {
    case .huber(let delta, let above):
      let value = size <= delta ? size * size / 2 : delta * (size - delta / 2)
      return residual > 0 ? above * value : value
    case .absolute: return size
    case .squares: return size * size / 2
    }
  }

  /// ρ′(r); for ``absolute`` the subgradient 0 at r = 0.
  public func slope(_ residual: Double) -> Double {
    switch self {
    case .huber(let delta, let above):
      let slope = min(max(residual, -delta), delta)
      return residual > 0 ? above * slope : slope
    case .absolute: return residual == 0 ? 0 : (residual < 0 ? -1 : 1)
    case .squares: return residual
    }
  }
}
