/// The value of a quantity: `70B` is 7e10, `40.3%` is 0.403, `1,024` is 1024.
///
/// `k` and `K`, `M`, `B` and `T` are 10³, 10⁶, 10⁹ and 10¹²; `%` is 10⁻². Commas may
/// separate groups of three digits. `nan`, `inf` and `infinity` are case-insensitive. Spaces
/// around the number and before its suffix are skipped. The result is the nearest double, ties to
/// even; overflow gives infinity.
///
/// - Returns: nil if `text` is not a quantity, such as `1,02`, `1_000`, `7m`, `0x10`, `N/A` or the empty
///   text.
public func parseQuantity(_ text: some StringProtocol) -> Double? {
  let bytes = Array(text.utf8)
  return QuantityParser().parse(bytes.span, bytes.indices)
}
