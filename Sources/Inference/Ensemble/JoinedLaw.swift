internal import ScalingLaws

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A law of an ensemble with its coefficients: L = E + (A/N^α + B/D^β)^k.
///
/// Chinchilla's law has k = 1. Kaplan's joint law, ((Nc/N)^(αN/αD) + Dc/D)^αD, has E = 0, α = αN/αD, β = 1 and
/// k = αD.
struct JoinedLaw: Sendable, Equatable {
  /// E.
  let irreducibleLoss: Double
  /// A/N^α.
  let parameterTerm: Term
  /// B/D^β.
  let tokenTerm: Term
  /// k.
  let power: Double

  /// A power term, with its amplitude as a logarithm, which may be too large otherwise.
  struct Term: Equatable {
    let logAmplitude: Double
    let exponent: Double

    /// The term at e^`logarithm`.
    func value(_ logarithm: Double) -> Double { exp(logAmplitude - exponent * logarithm) }
  }

  /// The law with its coefficients, in the order of the law.
  ///
  /// - Precondition: `law` is one of ``EnsembleLaws/usual``.
  init(_ law: ScalingLaw, values: [Double]) {
    let value = Dictionary(zip(law.coefficients, values)) { $1 }
    func named(_ symbol: String) -> Double { value[symbol] ?? .nan }
    if law.name == EnsembleLaws.kaplanJoint?.name {
      let exponent = named("alpha_N") / named("alpha_D")
      irreducibleLoss = 0
      parameterTerm = Term(logAmplitude: exponent * log(named("Nc")), exponent: exponent)
      tokenTerm = Term(logAmplitude: log(named("Dc")), exponent: 1)
      power = named("alpha_D")
    } else {
      irreducibleLoss = named("E")
      parameterTerm = Term(logAmplitude: log(named("A")), exponent: named("alpha"))
      tokenTerm = Term(logAmplitude: log(named("B")), exponent: named("beta"))
      power = value["k"] ?? 1
    }
  }

  /// log L at N parameters and D tokens.
  func logLoss(parameterCount: Double, tokenCount: Double) -> Double {
    let sum = parameterTerm.value(log(parameterCount)) + tokenTerm.value(log(tokenCount))
    return log(irreducibleLoss + pow(sum, power))
  }
}

/// The compute optimum of a ``JoinedLaw``, which is that of its sum whatever its power.
struct JoinedOptimum: Sendable {
  private let logBalance: Double
  private let share: Double

  init(_ law: JoinedLaw) {
    let (alpha, beta) = (law.parameterTerm.exponent, law.tokenTerm.exponent)
    guard alpha > 0, beta > 0 else {
      (logBalance, share) = (.nan, .nan)
      return
    }
    logBalance =
      (log(alpha) + law.parameterTerm.logAmplitude - log(beta) - law.tokenTerm.logAmplitude)
      / (alpha + beta)
    share = beta / (alpha + beta)
  }

  private init(logBalance: Double, share: Double) {
    self.logBalance = logBalance
    self.share = share
  }

  /// The optimum moved by a multiple of the difference of two others.
  func moved(from one: JoinedOptimum, to other: JoinedOptimum, times factor: Double)
    -> JoinedOptimum
  {
    JoinedOptimum(
      logBalance: logBalance + factor * (other.logBalance - one.logBalance),
      share: share + factor * (other.share - one.share))
  }

  /// N* and D* where N·D is given.
  func allocation(product: Double) -> (parameterCount: Double, tokenCount: Double) {
    let parameterCount = exp(logBalance + share * log(product))
    return (parameterCount, product / parameterCount)
  }
}
