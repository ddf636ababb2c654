/// The number format of the bulk of the arithmetic.
public enum NumericPrecision: String, CaseIterable, Sendable {
  /// IEEE single precision, without matrix units.
  case fp32
  /// NVIDIA's 19-bit format: the range of fp32, the mantissa of fp16.
  case tf32
  /// bfloat16; IEEE half precision runs at the same rate and shares this case.
  case bf16
  /// The 8-bit floating-point formats E4M3 and E5M2.
  case fp8
  /// The 4-bit floating-point formats.
  case fp4
  /// 8-bit integers; its "FLOP" are integer operations.
  case int8
}
