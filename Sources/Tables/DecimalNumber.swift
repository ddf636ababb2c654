import CKernels

/// The double nearest to `digits` · 10^`exponent`, ties to even.
///
/// Where both factors are exact doubles, one rounding does it (Clinger). Else the 64 bits of the
/// digits meet the 128 leading bits of 5^`exponent`; their product decides every case, with no
/// way back needed (Eisel and Lemire, Mushtak and Lemire).
///
/// References: W. D. Clinger, 1990, How to read floating point numbers accurately,
/// doi:10.1145/93542.93557; D. Lemire, 2021, Number parsing at a gigabyte per second,
/// doi:10.1002/spe.2984; N. Mushtak and D. Lemire, 2023, Fast number parsing without fallback,
/// doi:10.1002/spe.3198.
func nearestDouble(digits: UInt64, exponent: Int) -> Double {
  if digits <= 1 << 53, exponent.magnitude <= 22 {
    let power = exactPowersOfTen[Int(exponent.magnitude)]
    return exponent < 0 ? Double(digits) / power : Double(digits) * power
  }
  if digits == 0 || exponent < -342 {
    return 0
  }
  if exponent > 308 {
    return .infinity
  }

  // w · 5^q, with the highest bit of both factors set: 192 bits, of which the upper 128 are kept.
  let leadingZeros = digits.leadingZeroBitCount
  let w = digits << UInt64(leadingZeros)
  let power = echelle_leading_bits_of_power_of_five(Int32(exponent))
  let main = w.multipliedFullWidth(by: power.high)
  let rest = w.multipliedFullWidth(by: power.low).high
  let (low, carry) = main.low.addingReportingOverflow(rest)
  let high = main.high &+ (carry ? 1 : 0)

  // 54 bits: the significand with its leading one, and one bit to round by.
  let topBit = Int(high >> 63)
  let shift = UInt64(9 + topBit)
  var significand = high >> shift
  // ⌊q log₂ 10⌋ = 217706 q >> 16 for the exponents of the table.
  var binaryExponent = (217_706 * exponent) >> 16 + 63 + topBit - leadingZeros + 1023

  if binaryExponent <= 0 {
    let denormalShift = UInt64(1 - binaryExponent)
    guard denormalShift < 64 else { return 0 }
    significand >>= denormalShift
    significand = (significand + significand & 1) >> 1
    return Double(bitPattern: significand)
  }
  // Exactly between two doubles, which only these powers can bring about: take the even one.
  if low <= 1, (-4...23).contains(exponent), significand & 3 == 1, significand << shift == high {
    significand -= 1
  }
  significand = (significand + significand & 1) >> 1
  if significand == 1 << 53 {
    significand >>= 1
    binaryExponent += 1
  }
  guard binaryExponent < 0x7FF else { return .infinity }
  return Double(
    bitPattern: UInt64(binaryExponent) << 52 | significand & (1 << 52 - 1))
}

private let exactPowersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]
