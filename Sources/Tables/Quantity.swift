/// The number that a quantity stands for: `70B` is 7e10, `40.3%` is 0.403, `1,024` is 1024.
///
/// `k` and `K`, `M`, `B` and `T` are 10³, 10⁶, 10⁹ and 10¹²; `%` is 10⁻². Commas count where they
/// part groups of three digits. `nan`, `inf` and `infinity` are read in any case of letters. Spaces
/// are skipped around the number and before its suffix. The result is the nearest double, ties to
/// even; what is too large is infinite.
///
/// - Returns: nil if `text` is not a quantity, as `1,02`, `1_000`, `7m`, `0x10`, `N/A` and the empty
///   text are not.
public func parseQuantity(_ text: some StringProtocol) -> Double? {
  let bytes = Array(text.utf8)
  return QuantityParser().parse(bytes.span, bytes.indices)
}
