extension TextLogReader {
  /// The text formats; if several match a line, the first one counts.
  static let formats: [any TextLogFormat] = [
    MegatronLog(), LLMCLog(), ModdedNanoGPTLog(), NanoGPTLog(), TrainerOutput(), StepText(),
  ]
}
