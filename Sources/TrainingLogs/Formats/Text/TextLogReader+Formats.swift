extension TextLogReader {
  /// The text formats; where several could have written a line, the first one counts.
  static let formats: [any TextLogFormat] = [
    MegatronLog(), LLMCLog(), ModdedNanoGPTLog(), NanoGPTLog(), TrainerOutput(), StepText(),
  ]
}
