/// The purpose of random numbers: each has its own streams, numbered from 0.
///
/// Two purposes under one seed never share a stream, so their draws are
/// independent. Methods that resample the same rows share ``resampling``, so that replicate k of each has
/// the same rows.
public enum RandomPurpose: UInt64, Sendable, CaseIterable {
  /// The rows, or groups of rows, of a replicate.
  case resampling = 0
  /// Draws from the estimated distribution of a law's coefficients.
  case coefficients = 0x2000_0000_0000_0000
  /// The scatter of new runs about the law.
  case scatter = 0x4000_0000_0000_0000
  /// The assumptions of serving.
  case serving = 0x6000_0000_0000_0000
  /// The assumptions of training.
  case training = 0x8000_0000_0000_0000
  /// Future growth and efficiency.
  case outlook = 0xA000_0000_0000_0000
  /// Further starts of a fit, and starts around its minimum.
  case search = 0xC000_0000_0000_0000
  /// The gains of lower precision and sparsity.
  case precisionGain = 0xE000_0000_0000_0000
  /// The starts of a fit; the very last stream.
  case starts = 0xFFFF_FFFF_FFFF_FFFF
}

extension RandomStream {
  /// Stream `index` of `purpose` under `seed`.
  ///
  /// - Precondition: `index` is not negative and below 2⁶¹; 0 for ``RandomPurpose/starts``.
  public init(seed: UInt64, purpose: RandomPurpose, index: Int = 0) {
    precondition(0 <= index && index < 1 << 61, "a purpose has 2⁶¹ streams")
    self.init(seed: seed, stream: purpose.rawValue + UInt64(index))
  }
}
