public import Statistics

extension FittedLaw {
  /// The replicates of the law, the source of uncertainty for everything computed from it.
  ///
  /// - Complexity: O(replicates · coefficients) to create; reuse it for many figures.
  public var lawDraws: LawDraws {
    let symbols = law.coefficients
    return LawDraws(
      values: values, refits: draws, failed: bootstrap.failed, level: bootstrap.level,
      widening: bootstrap.widening, absence: absenceOfDraws,
      directions: freeDirections.map { $0.components(symbols) },
      undeterminedText: remarks.of(.notIdentified).first?.text
        ?? "the runs do not determine the law",
      rivals: certificate.rivals(symbols), reading: reading)
  }

  /// How intervals are read from the replicates.
  private var reading: LawDraws.Reading {
    switch bootstrap.method {
    case .wald:
      wald.map { .wald($0, scores: $0.scores(count: draws.count, seed: provenance.seed)) }
        ?? .percentile
    case .bca: jackknife.map { .accelerated($0) } ?? .percentile
    case .auto, .percentile: .percentile
    }
  }

  /// The free directions that change more than amplitudes at their bound, whose replicates show how far from it
  /// they may be.
  private var freeDirections: [UndeterminedDirection] {
    certificate.undetermined.filter {
      !Set($0.changes.keys).isSubset(of: certificate.coefficientsAtBound)
    }
  }

  /// Why the replicates carry no information about the uncertainty; `nil` if they do.
  private var absenceOfDraws: String? {
    guard bootstrap.replicates > 0 else { return "bootstrap disabled" }
    return
      (remarks.of(.noSpareRuns) + remarks.of(.exactFit) + remarks.of(.narrowSpan)
      + remarks.of(.fewUnits)).first?.text
  }

  /// Whether the runs determine the law; a fit for which they do not has no headline.
  public var isDetermined: Bool { indetermination == nil }

  /// The most severe remark that the runs do not determine the law; `nil` if they do.
  ///
  /// Failed replicates do not count: they remove the intervals, not the minimum.
  public var indetermination: Remark? {
    remarks.gravestFirst.first { $0.severity == .severe && $0.code != .failedReplicates }
  }
}

extension FitCertificate {
  /// The alternative fits whose figures an interval must contain.
  fileprivate func rivals(_ symbols: [String]) -> [LawDraws.Rival] {
    func values(_ coefficients: [String: Double]) -> [Double] {
      symbols.map { coefficients[$0] ?? .nan }
    }
    return equalMinima.map {
      LawDraws.Rival(
        values: values($0.coefficients), name: "another equally good minimum")
    }
      + offBound.map { fit in
        LawDraws.Rival(
          values: values(fit.coefficients),
          name:
            "\(fit.moved) = \(brief(fit.coefficients[fit.moved] ?? .nan)), which is consistent with the runs,"
        )
      }
  }
}
