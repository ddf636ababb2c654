/// The function ρ of the residuals whose weighted sum a fit minimises.
public enum RobustLoss: Sendable, Equatable {
  /// ρ(r) = r²/2 for |r| ≤ δ, else δ(|r| − δ/2). ρ′ = clamp(r, −δ, δ); ρ″ = 1 inside, 0 outside.
  ///
  /// Reference: Huber 1964, doi:10.1214/aoms/1177703732.
  case huber(delta: Double)
  /// ρ(r) = |r|: least absolute deviations.
  case absolute
  /// ρ(r) = r²/2: least squares.
  case squares

  /// ρ(r).
  public func value(_ residual: Double) -> Double {
    let size = abs(residual)
    switch self {
    case .huber(let delta): return size <= delta ? size * size / 2 : delta * (size - delta / 2)
    case .absolute: return size
    case .squares: return size * size / 2
    }
  }

  /// ρ′(r); for ``absolute`` the subgradient 0 at r = 0.
  public func slope(_ residual: Double) -> Double {
    switch self {
    case .huber(let delta): return min(max(residual, -delta), delta)
    case .absolute: return residual == 0 ? 0 : (residual < 0 ? -1 : 1)
    case .squares: return residual
    }
  }
}
