import Statistics
import Testing

@Suite struct RandomStreamTests {
  /// The vectors for philox4x32 with ten rounds in Random123's `kat_vectors`.
  @Test(arguments: [
    (
      SIMD4<UInt32>(repeating: 0), SIMD2<UInt32>(repeating: 0),
      SIMD4<UInt32>(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8)
    ),
    (
      SIMD4(repeating: UInt32.max), SIMD2(repeating: UInt32.max),
      SIMD4(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD)
    ),
    (
      SIMD4(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344), SIMD2(0xA409_3822, 0x299F_31D0),
      SIMD4(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1)
    ),
  ])
  func knownAnswersOfPhilox(
    _ counter: SIMD4<UInt32>, _ key: SIMD2<UInt32>, _ expected: SIMD4<UInt32>
  ) {
    #expect(philox(counter, key: key) == expected)
  }

  /// The words of a stream are the blocks with counter (i, 0, stream) and key seed; the expected
  /// ones come from Philox written in Python.
  @Test func wordsOfAStream() {
    var stream = RandomStream(seed: 0xA409_3822_299F_31D0, stream: 0x0370_7344_1319_8A2E)
    let words = (0..<8).map { _ in stream.nextWord() }
    #expect(
      words == [
        0x574A_6F57, 0x2BB7_F649, 0x7EB1_0DEF, 0x7891_1B55,
        0xFA06_A98B, 0x5725_8A1D, 0x90F6_5DA0, 0x1C49_EFD3,
      ])
  }

  @Test func streamsDoNotDependOnEachOther() {
    func draws(_ stream: UInt64) -> [UInt64] {
      var random = RandomStream(seed: 7, stream: stream)
      return (0..<10).map { _ in random.next() }
    }
    let forward = (0..<20).map { draws($0) }
    #expect(forward == (0..<20).reversed().map { draws($0) }.reversed())
    #expect(Set(forward.flatMap { $0 }).count == 200)

    var (first, second) = (RandomStream(seed: 7, stream: 3), RandomStream(seed: 7, stream: 4))
    let interleaved = (0..<10).map { _ in (first.next(), second.next()) }
    #expect(interleaved.map(\.0) == forward[3] && interleaved.map(\.1) == forward[4])
  }

  @Test func everyBitOfTheSeedMatters() {
    let firsts = (0..<64).map { bit in
      var stream = RandomStream(seed: 1 << UInt64(bit), stream: 0)
      return stream.next()
    }
    #expect(Set(firsts).count == 64)
  }

  /// χ² of 100 000 indices against the uniform distribution; the bounds hold for all but one seed in
  /// a million, and the seed is fixed.
  @Test(arguments: [2, 3, 7, 240, 245, 1000])
  func indicesAreUniform(_ count: Int) {
    var stream = RandomStream(seed: 20_221, stream: UInt64(count))
    var counts = Array(repeating: 0.0, count: count)
    for _ in 0..<100_000 { counts[stream.index(below: count)] += 1 }
    let expected = 100_000 / Double(count)
    let chiSquare = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    let freedom = Double(count - 1)
    // Wilson and Hilferty: (χ²/k)^⅓ is nearly normal.
    let cubeRoot = 1 - 2 / (9 * freedom) + 4.9 * (2 / (9 * freedom)).squareRoot()
    #expect(chiSquare < freedom * cubeRoot * cubeRoot * cubeRoot)
  }

  /// With 3·2³⁰, multiplying without rejection would give the indices 2 modulo 3 twice as rarely as
  /// the others, or never.
  @Test func indicesBelowALargeCountAreUnbiased() {
    let count = 3 << 30
    var stream = RandomStream(seed: 1, stream: 0)
    var thirds = [0.0, 0, 0]
    for _ in 0..<30_000 {
      let index = stream.index(below: count)
      #expect((0..<count).contains(index))
      thirds[index % 3] += 1
    }
    for share in thirds { #expect(abs(share / 10_000 - 1) < 0.05) }
  }

  @Test func indexBelowOneIsZero() {
    var stream = RandomStream(seed: 1, stream: 1)
    #expect((0..<10).allSatisfy { _ in stream.index(below: 1) == 0 })
  }

  @Test func uniformsFillTheOpenInterval() {
    var stream = RandomStream(seed: 5, stream: 5)
    let draws = (0..<100_000).map { _ in stream.uniform() }
    #expect(draws.allSatisfy { $0 > 0 && $0 < 1 })
    // The standard error of the mean is 0.0009, of the variance 0.00024.
    #expect(abs(mean(of: draws) - 0.5) < 0.0045)
    let deviation = standardDeviation(of: draws)
    #expect(abs(deviation * deviation - 1.0 / 12) < 0.0012)
  }

  @Test func normalsHaveTheirMoments() {
    var stream = RandomStream(seed: 6, stream: 6)
    let draws = (0..<100_000).map { _ in stream.normal() }
    #expect(abs(mean(of: draws)) < 0.016)
    #expect(abs(standardDeviation(of: draws) - 1) < 0.012)
    #expect(abs(mean(of: draws.map { $0 * $0 * $0 })) < 0.062)
    #expect(abs(mean(of: draws.map { $0 * $0 * $0 * $0 }) - 3) < 0.16)
  }
}
