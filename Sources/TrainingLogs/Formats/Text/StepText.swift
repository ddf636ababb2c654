extension LogFormat {
  /// Any other text with lines that have a step and a loss.
  public static let text = LogFormat(rawValue: "text")
}

/// Text from an unrecognised program, with steps and losses on a line or in a ``LogParagraph``.
struct StepText: TextLogFormat {
  let format = LogFormat.text
  let programs = ["OLMo", "Composer"]
}
