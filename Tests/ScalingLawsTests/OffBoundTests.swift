import SampleFits
import ScalingLaws
import Statistics
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Runs of N × D sizes.
private func grid(_ sizes: [Double], _ tokens: [Double]) -> [Run] {
  sizes.flatMap { size in tokens.map { (size, $0) } }
}

@Suite("Terms fitted at zero")
struct OffBoundTests {
  private let narrow = grid([1e8, 1.5e8, 3.5e8], [2e9, 4e9, 8e9, 16e9, 32e9, 64e9])
  private let wide = grid([5e7, 1.5e8, 5e8, 2e9], [1e9, 4e9, 16e9, 64e9])

  private func noisyFit(
    _ design: [Run], _ values: [Double], noise: Double, seed: UInt64, replicates: Int = 200,
    _ change: (inout FitOptions) -> Void = { _ in }
  ) async throws -> FittedLaw {
    try await fit(
      runTable(design, losses: losses(of: design, values, noise: noise, seed: seed))
    ) {
      $0.replicateCount = replicates
      change(&$0)
    }
  }

  /// Over little range a constant and a small exponent look alike.
  ///
  /// A fit without the constant is not the only one, and refits that start at the bound never leave it.
  @Test("E at 0 over little range leaves room for what E may be, however the law is written.")
  func overLittleRange() async throws {
    let truth = [1.8, 482, 2085, 0.347, 0.367]
    let lossOfTruth = 1.8 + 482 / pow(1e11, 0.347) + 2085 / pow(1e12, 0.367)
    var declared = ScalingLaw.Declarations()
    declared.domains = ["E": .positive, "A": .positive, "B": .positive]
    let typed = try ScalingLaw(
      formula: "log(L) = log(E + A/N^alpha + B/D^beta)", columns: [], declarations: declared)
    var (found, held, given) = (0, 0, 0)
    for seed in UInt64(0)..<16 {
      let plain = try await noisyFit(narrow, truth, noise: 0.012, seed: seed)
      guard plain.certificate.coefficientsAtBound == ["E"] else { continue }
      found += 1
      let allowed = try #require(plain.certificate.offBound.first)
      #expect(allowed.moved == "E" && allowed.coefficients["E"] ?? 0 > 0.5)
      for objective in [FitObjective.squares, .logSquares] {
        let other = try await noisyFit(narrow, truth, noise: 0.012, seed: seed, replicates: 0) {
          $0.objective = objective
        }
        #expect(
          other.certificate.coefficientsAtBound.isEmpty || !other.certificate.offBound.isEmpty)
      }
      let written = try await noisyFit(narrow, truth, noise: 0.012, seed: seed) { $0.law = typed }
      let same = try #require(written.certificate.offBound.first?.coefficients["E"])
      #expect(abs(same / (allowed.coefficients["E"] ?? 0) - 1) < 0.05)
      for fit in [plain, written] {
        let place = try #require(fit.law.coefficients.firstIndex(of: "E"))
        #expect(fit.draws.contains { $0[place] > 0.5 })
        guard
          let interval = fit.predict(parameterCount: 1e11, tokenCount: 1e12).loss.interval
        else { continue }
        given += 1
        held += interval.lower <= lossOfTruth && lossOfTruth <= interval.upper ? 1 : 0
      }
    }
    #expect(found >= 2 && held >= given - 1)
  }

  @Test("A zero E keeps its one-sided interval, and the others keep theirs.")
  func truthAtBound() async throws {
    var (atBound, oneSided, held) = (0, 0, 0)
    for seed in UInt64(0)..<30 {
      let fit = try await noisyFit(
        wide, [0, 482, 2085, 0.347, 0.367], noise: 0.01, seed: seed)
      #expect(fit.isDetermined)
      let alpha = try #require(fit.coefficients["alpha"]?.interval)
      held += alpha.lower <= 0.347 && 0.347 <= alpha.upper ? 1 : 0
      guard let allowed = fit.certificate.offBound.first else { continue }
      atBound += 1
      // Where hardly a replicate has the constant that the runs allow, its limit is not known.
      if let constant = fit.coefficients["E"]?.interval {
        #expect(constant.isOneSided && constant.lower == 0)
        oneSided += 1
      }
      #expect(allowed.coefficients["E"] ?? 1 < 0.2)
    }
    // Of 30 intervals at 95 %, fewer than 25 hold with a probability of 0.003.
    #expect(atBound >= 5 && oneSided * 2 >= atBound && held >= 25)
  }

  @Test("The fit off the bound is the minimum with the coefficient fixed there.")
  func isTheProfile() async throws {
    let truth = [1.8, 482, 2085, 0.347, 0.367]
    for seed in UInt64(0)..<16 {
      let fit = try await noisyFit(narrow, truth, noise: 0.012, seed: seed, replicates: 0)
      guard let allowed = fit.certificate.offBound.first?.coefficients, let constant = allowed["E"]
      else { continue }
      var declared = ScalingLaw.Declarations()
      declared.domains = ["E": .positive, "A": .positive, "B": .positive]
      declared.fixed = ["E": constant]
      let law = try ScalingLaw(
        formula: ScalingLaw.chinchilla.formula, columns: [], declarations: declared)
      let fixed = try await noisyFit(narrow, truth, noise: 0.012, seed: seed, replicates: 0) {
        $0.law = law
      }
      for symbol in ["alpha", "beta"] {
        let value = try #require(fixed.coefficients[symbol]?.value)
        #expect(abs(value / (allowed[symbol] ?? 0) - 1) < 1e-5)
      }
      #expect(fixed.objective.value >= fit.objective.value)
    }
  }
}
