public import ScalingLaws
public import Statistics

/// The three approaches of the Chinchilla paper on the same runs.
public struct ApproachComparison: Sendable, Equatable {
  /// The runs.
  public var dataset: DatasetSummary
  /// Approach 1, or why it is not applicable.
  public var envelope: Attempt<EnvelopeFit>
  /// Approach 2.
  public var isoFLOP: IsoFLOPFit
  /// Approach 3: the parametric law, or why it could not be fitted.
  public var parametric: Attempt<FittedLaw>

  /// A fit, or why there is none.
  public enum Attempt<Fit: Sendable & Equatable>: Sendable, Equatable {
    /// The fit was made.
    case made(Fit)
    /// It is not applicable.
    case refused(String)

    /// The fit, if there is one.
    public var fit: Fit? {
      if case .made(let fit) = self { fit } else { nil }
    }
  }

  /// a and b from one approach, or why it gives none.
  public struct Result: Sendable, Equatable {
    /// 1, 2 or 3.
    public var approach: Int
    /// Its name, such as `IsoFLOP profiles, cubic`.
    public var name: String
    /// The exponents; `nil` if the approach gives none.
    public var exponents: Exponents?
    /// Why it gives none.
    public var refusal: String?
  }

  /// The exponents of N* and D* in C.
  public struct Exponents: Sendable, Equatable {
    /// a.
    public var a: Estimate
    /// b.
    public var b: Estimate
  }

  /// The approaches in order; IsoFLOP profiles with both curves, the chosen one first.
  public var results: [Result] {
    [envelopeResult] + [isoFLOP.curve, isoFLOP.curve.other].map(isoFLOPResult) + [parametricResult]
  }

  private var envelopeResult: Result {
    let name = "envelope of training curves"
    switch envelope {
    case .made(let fit):
      return Result(
        approach: 1, name: name, exponents: fit.law.map(Exponents.init), refusal: fit.refusal)
    case .refused(let reason):
      return Result(approach: 1, name: name, exponents: nil, refusal: reason)
    }
  }

  private func isoFLOPResult(_ curve: ProfileCurve) -> Result {
    let law = isoFLOP.laws[curve]?.first { $0.weighting == isoFLOP.weighting }
    return Result(
      approach: 2, name: "IsoFLOP profiles, \(curve.name)", exponents: law.map(Exponents.init),
      refusal: isoFLOP.refusal(of: curve))
  }

  private var parametricResult: Result {
    switch parametric {
    case .made(let fit):
      let name = fit.law.equation
      guard fit.certificate.converged else {
        return Result(
          approach: 3, name: name, exponents: nil,
          refusal: "the fit did not converge: \(fit.certificate.termination)")
      }
      guard let a = fit.derived["a"], let b = fit.derived["b"] else {
        return Result(
          approach: 3, name: name, exponents: nil,
          refusal: "the optimum of this law is not a power law in C")
      }
      return Result(approach: 3, name: name, exponents: Exponents(a: a, b: b), refusal: nil)
    case .refused(let reason):
      return Result(approach: 3, name: "parametric law", exponents: nil, refusal: reason)
    }
  }
}

extension ApproachComparison.Exponents {
  init(_ law: AllocationLaw) {
    self.init(a: law.parameterExponent, b: law.tokenExponent)
  }
}
