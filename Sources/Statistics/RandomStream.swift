/// A counter-based stream of random bits: Philox4x32-10.
///
/// Word *i* of stream *k* under a seed is a function of (seed, k, i) alone. Replicate *k* of a
/// bootstrap therefore draws the same numbers on any thread or machine.
///
/// Reference: Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3",
/// doi:10.1145/2063384.2063405.
public struct RandomStream: Sendable, RandomNumberGenerator {
  private var counter: SIMD4<UInt32>
  private let key: SIMD2<UInt32>
  private var block: SIMD4<UInt32> = .zero
  private var used = 4

  /// The stream numbered `stream` under `seed`.
  package init(seed: UInt64, stream: UInt64) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    counter = SIMD4(
      0, 0, UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32))
  }

  /// The next 32 random bits.
  public mutating func nextWord() -> UInt32 {
    if used == 4 {
      block = philox(counter, key: key)
      counter[0] &+= 1
      if counter[0] == 0 { counter[1] &+= 1 }
      used = 0
    }
    defer { used += 1 }
    return block[used]
  }

  /// The next 64 random bits, from two words.
  public mutating func next() -> UInt64 {
    let high = UInt64(nextWord())
    return high << 32 | UInt64(nextWord())
  }

  /// A uniform index in 0 ..< `count`, without bias (Lemire 2019, doi:10.1145/3230636).
  ///
  /// - Precondition: `count` is positive and fits 32 bits.
  public mutating func index(below count: Int) -> Int {
    let bound = UInt32(count)
    var product = nextWord().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = nextWord().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A uniform number in the open interval (0, 1), with 52 random bits.
  public mutating func uniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// A standard normal number, by inversion, so that one uniform gives one normal.
  public mutating func normal() -> Double {
    normalQuantile(uniform())
  }
}

/// One block of Philox4x32 with ten rounds.
package func philox(_ counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
  var (c0, c1, c2, c3) = (counter[0], counter[1], counter[2], counter[3])
  var (k0, k1) = (key[0], key[1])
  for _ in 0..<10 {
    let p0 = c0.multipliedFullWidth(by: 0xD251_1F53)
    let p1 = c2.multipliedFullWidth(by: 0xCD9E_8D57)
    (c0, c1, c2, c3) = (p1.high ^ c1 ^ k0, p1.low, p0.high ^ c3 ^ k1, p0.low)
    k0 &+= 0x9E37_79B9
    k1 &+= 0xBB67_AE85
  }
  return SIMD4(c0, c1, c2, c3)
}
