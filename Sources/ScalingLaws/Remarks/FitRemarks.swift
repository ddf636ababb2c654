internal import Statistics
internal import TrainingRuns

/// Caveats about a fit, from its certificate, replicates, coefficients and residuals.
struct FitRemarks {
  let law: ScalingLaw
  let certificate: FitCertificate
  /// The lowest minimum, as the certificate gives the next best.
  let minimum: Double
  let values: [Double]
  /// The standard errors by s²(JᵀJ)⁻¹ of the coordinates that are exponents, by symbol.
  let exponentErrors: [String: Double]
  let bootstrap: BootstrapSummary
  /// The coefficients with one-sided intervals.
  let atBound: Set<String>
  /// The coefficients at a bound of the law, in the fit or in many replicates.
  let limited: LimitedCoefficients
  /// The coefficients of the replicates, in the order of the law.
  let draws: [[Double]]
  /// m, the number of runs that have a weight, and n, the number of coefficients.
  let runCount: Int
  let coefficientCount: Int
  /// Whether the law fits every run to within rounding error.
  let isExact: Bool

  /// The largest plausible scaling exponent.
  private static let largestExponent = 3.0
  /// An exponent with a larger standard error is barely constrained.
  private static let largestExponentError = 1.0

  var all: [Remark] {
    solver + determination + exactness + replicates + bounds + exponents
  }

  private var solver: [Remark] {
    var remarks: [Remark] = []
    if !certificate.converged {
      remarks.append(
        Remark(
          .notConverged, .severe, "the fit did not converge (\(certificate.termination))",
          fix: "try other starts, or use a law with fewer coefficients"))
    }
    if let remark = equalMinima { remarks.append(remark) }
    if let remark = fewStarts { remarks.append(remark) }
    return remarks
  }

  /// Fewer starts at the lowest minimum leave it uncertain that there is no lower one.
  private static let enoughStarts = 4.0
  /// A next best minimum closer than this is the same for all purposes.
  private static let sameMinimum = 1e-3

  private var fewStarts: Remark? {
    let count = (certificate.shareOfStartsAtBest * Double(certificate.starts)).rounded()
    guard certificate.converged, certificate.starts > Int(Self.enoughStarts),
      count < Self.enoughStarts, let next = certificate.runnerUpObjective,
      certificate.equalMinima.isEmpty,
      certificate.undetermined.isEmpty, certificate.coefficientsAtBound.isEmpty,
      next > minimum * (1 + Self.sameMinimum)
    else { return nil }
    return Remark(
      .fewStarts, .warning,
      "only \(Int(count)) of \(certificate.starts) starts reached the lowest minimum, "
        + "so there may be a lower one",
      fix: "start near the expected coefficients", values: ["starts": count])
  }

  /// The other minima, at most two of them listed; nearby ones, as in flat regions of a sum of absolute residuals,
  /// are less severe than those of another shape.
  private var equalMinima: Remark? {
    guard !certificate.equalMinima.isEmpty else { return nil }
    let places = certificate.equalMinima.prefix(2).map { minimum in
      law.coefficients.compactMap { symbol in
        minimum.coefficients[symbol].map { "\(symbol) \(brief($0))" }
      }.joined(separator: ", ")
    }
    let more = certificate.equalMinima.count - places.count
    return Remark(
      .equalMinima, certificate.equalMinima.contains(where: isOfAnotherShape) ? .severe : .warning,
      "another minimum fits the runs equally well: \(places.joined(separator: "; "))"
        + (more > 0 ? "; and \(more) more" : ""),
      fix: "add runs, or fix a known coefficient", subjects: law.coefficients,
      values: ["minima": Double(certificate.equalMinima.count + 1)])
  }

  /// Whether an exponent or a constant differs by more than a tenth; amplitudes follow the exponents.
  private func isOfAnotherShape(_ minimum: FitCertificate.EqualMinimum) -> Bool {
    let amplitudes = (law.terms ?? []).filter { !$0.factors.isEmpty }.map(\.amplitude)
    return law.coefficients.enumerated().contains { index, symbol in
      guard !amplitudes.contains(symbol), let other = minimum.coefficients[symbol] else {
        return false
      }
      return abs(values[index] - other) > 0.1 * max(abs(values[index]), abs(other))
    }
  }

  private var determination: [Remark] {
    let symbols = Set(certificate.undetermined.flatMap(\.changes.keys))
      .subtracting(certificate.coefficientsAtBound)
    let free = law.coefficients.filter(symbols.contains)
    if !free.isEmpty {
      return [
        Remark(
          .notIdentified, .severe, "the runs do not determine \(free.joined(separator: ", "))",
          fix: "add runs that vary more, or fix one of them", subjects: free,
          values: certificate.rank.map { ["rank": Double($0)] } ?? [:])
      ]
    }
    let barely = law.coefficients.filter {
      exponentErrors[$0] ?? 0 > Self.largestExponentError
    }
    guard !barely.isEmpty else { return [] }
    let listed = barely.map { "\($0) (standard error \(brief(exponentErrors[$0] ?? .infinity)))" }
    return [
      Remark(
        .notIdentified, .warning, "the data barely constrain \(listed.joined(separator: ", "))",
        fix: "add runs that vary more", subjects: barely)
    ]
  }

  private var exactness: [Remark] {
    if runCount <= coefficientCount {
      return [
        Remark(
          .noSpareRuns, .severe,
          "\(runCount) runs determine \(coefficientCount) coefficients exactly, so none are left "
            + "to estimate the uncertainty",
          fix: "add runs: there should be many more runs than coefficients",
          values: ["runs": Double(runCount), "coefficients": Double(coefficientCount)])
      ]
    }
    guard isExact else { return [] }
    return [
      Remark(
        .exactFit, .warning,
        "the law fits every run to within rounding error, so the uncertainty is unknown",
        fix: "fit measured losses, not losses computed from a law")
    ]
  }

  private var replicates: [Remark] {
    guard bootstrap.failed > 0 else { return [] }
    let share = Double(bootstrap.failed) / Double(bootstrap.replicates)
    let isTooMany = hasTooFewReplicates
    return [
      Remark(
        .failedReplicates, isTooMany ? .severe : share > 0.01 ? .warning : .note,
        "\(bootstrap.failed) of \(bootstrap.replicates) replicates could not be refitted"
          + (isTooMany
            ? ", so there are no intervals"
            : bootstrap.failed == 1 ? " and is excluded" : " and are excluded"),
        fix: isTooMany ? "add runs, or use a law with fewer coefficients" : nil,
        values: ["failed": Double(bootstrap.failed), "replicates": Double(bootstrap.replicates)])
    ]
  }

  /// Whether too many replicates failed for intervals, by the criterion of ``Draws``.
  private var hasTooFewReplicates: Bool {
    let refitted = bootstrap.replicates - bootstrap.failed
    return bootstrap.replicates > 0
      && Double(refitted) / Double(bootstrap.replicates) < Draws.leastDefinedShare
  }

  private var bounds: [Remark] {
    let free = certificate.offBound.filter(isOffTheDraws)
    let zero = law.coefficients.filter { symbol in
      certificate.coefficientsAtBound.contains(symbol) && limited.reached[symbol] == nil
        && !free.contains { $0.moved == symbol }
    }
    let near = law.coefficients.filter {
      atBound.contains($0) && !certificate.coefficientsAtBound.contains($0)
        && !hasTooFewReplicates
    }
    var remarks = free.map(offBound)
    if !zero.isEmpty {
      remarks.append(
        Remark(
          .atBound, .warning,
          "\(zero.joined(separator: ", ")) \(zero.count == 1 ? "is" : "are") zero, the lower bound: the "
            + "runs do not support the \(zero.count == 1 ? "term" : "terms")",
          fix: "use a law without \(zero.count == 1 ? "it" : "them")", subjects: zero))
    }
    if !near.isEmpty {
      remarks.append(
        Remark(
          .atBound, .warning,
          near.count == 1
            ? "\(near[0]) is consistent with its lower bound of 0, so its interval is one-sided"
            : "\(near.joined(separator: ", ")) are consistent with their lower bound of 0, so their "
              + "intervals are one-sided", subjects: near))
    }
    return remarks + limits
  }

  /// The coefficients that a bound of the law stops.
  private var limits: [Remark] {
    law.coefficients.compactMap { symbol in
      guard let side = limited.sides[symbol], let bound = law.bounds[symbol]?.bound(side) else {
        return nil
      }
      let place = "\(side.rawValue) bound of \(brief(bound))"
      if limited.reached[symbol] != nil {
        return Remark(
          .atBound, .warning,
          "\(symbol) is at its \(place): the runs favour a \(side == .lower ? "lower" : "higher") value",
          fix: "widen the bounds, or state that the value of \(symbol) is an assumption",
          subjects: [symbol], values: ["bound": bound])
      }
      guard !hasTooFewReplicates else { return nil }
      return Remark(
        .atBound, .warning,
        "\(symbol) reaches its \(place) in some of the replicates: its interval is one-sided",
        subjects: [symbol], values: ["bound": bound, "share": limited.shares[symbol] ?? .nan])
    }
  }

  /// A term that is at zero in nearly every replicate, but need not be.
  private func offBound(_ fit: FitCertificate.OffBoundFit) -> Remark {
    let others = law.coefficients.filter { $0 != fit.moved }.compactMap { symbol in
      fit.coefficients[symbol].map { "\(symbol) \(brief($0))" }
    }
    let amplitude = brief(fit.coefficients[fit.moved] ?? .nan)
    return Remark(
      .notIdentified, .severe,
      "the runs do not determine \(fit.moved): 0 fits best, but \(amplitude) with "
        + "\(others.joined(separator: ", ")) fits within one standard error",
      fix: "add runs that vary more, or fix \(fit.moved)", subjects: law.coefficients,
      values: ["allowed": fit.coefficients[fit.moved] ?? .nan])
  }

  /// Whether another coefficient of a fit lies outside nearly all replicates.
  private func isOffTheDraws(_ fit: FitCertificate.OffBoundFit) -> Bool {
    let tail = (1 - bootstrap.level) / 2
    return law.coefficients.contains { symbol in
      guard symbol != fit.moved else { return false }
      let place = law.index(of: symbol)
      let sorted = draws.map { $0[place] }.sorted()
      guard sorted.count >= 2, let value = fit.coefficients[symbol] else { return false }
      return value < quantile(tail, ofSorted: sorted)
        || value > quantile(1 - tail, ofSorted: sorted)
    }
  }

  private var exponents: [Remark] {
    let absurd = law.exponentSymbols.filter { symbol in
      let value = values[law.index(of: symbol)]
      return !(0 < value && value <= Self.largestExponent)
    }
    guard !absurd.isEmpty else { return [] }
    let listed = absurd.map { "\($0) = \(brief(values[law.index(of: $0)]))" }
    return [
      Remark(
        .absurdExponent, .severe,
        "\(listed.joined(separator: ", ")): scaling exponents lie between 0 and 3",
        fix: "check the columns and their units, and add runs that vary more", subjects: absurd)
    ]
  }
}

extension ScalingLaw {
  /// The scaling exponents in N, D or C: p in a/N^p.
  var exponentSymbols: [String] {
    let scales: [Variable] = [.parameterCount, .tokenCount, .compute]
    let falling = (terms ?? []).flatMap(\.factors)
      .filter { $0.multiplier < 0 && scales.contains($0.variable) }.map(\.exponent)
    return coefficients.filter(falling.contains)
  }
}
