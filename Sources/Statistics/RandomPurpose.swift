/// What random numbers are drawn for: each purpose has streams of its own, numbered from its first.
///
/// Two purposes under one seed never share a stream, so that what one draws says nothing about
/// another. Methods that resample the same rows share ``resampling``, so that replicate k of each has
/// the same rows.
public enum RandomPurpose: UInt64, Sendable, CaseIterable {
  /// Which rows, or groups of rows, a replicate is made of.
  case resampling = 0
  /// The scatter of a new run about the law.
  case scatter = 0x4000_0000_0000_0000
  /// The assumptions of serving.
  case serving = 0x6000_0000_0000_0000
  /// The assumptions of training.
  case training = 0x8000_0000_0000_0000
  /// The growth and efficiency of years to come.
  case outlook = 0xA000_0000_0000_0000
  /// The further starts of a fit, and those around its minimum.
  case search = 0xC000_0000_0000_0000
  /// The gain of fewer bits and of sparsity.
  case precisionGain = 0xE000_0000_0000_0000
  /// The starts of a fit; the last stream of all.
  case starts = 0xFFFF_FFFF_FFFF_FFFF
}

extension RandomStream {
  /// The stream numbered `index` of those of `purpose` under `seed`.
  ///
  /// - Precondition: `index` is not negative and below 2⁶¹; 0 for ``RandomPurpose/starts``.
  public init(seed: UInt64, purpose: RandomPurpose, index: Int = 0) {
    precondition(0 <= index && index < 1 << 61, "a purpose has 2⁶¹ streams")
    self.init(seed: seed, stream: purpose.rawValue + UInt64(index))
  }
}
