extension LogFormat {
  /// Any other text in which lines give a step and a loss.
  public static let text = LogFormat(rawValue: "text")
}

/// Text with steps and losses in a line or in a ``LogParagraph``, by which no program is recognised.
struct StepText: TextLogFormat {
  let format = LogFormat.text
  let programs = ["OLMo", "Composer"]
}
