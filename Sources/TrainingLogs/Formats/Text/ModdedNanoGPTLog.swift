extension LogFormat {
  /// The log of modded-nanogpt.
  public static let moddedNanoGPT = LogFormat(rawValue: "modded-nanogpt")
}

/// The log of modded-nanogpt, which follows its source code.
///
///     step:1125/6200 val_loss:3.7115 train_time:241212ms step_avg:216.33ms
struct ModdedNanoGPTLog: TextLogFormat {
  let format = LogFormat.moddedNanoGPT
  let programs = ["modded-nanogpt"]

  func wrote(_ line: LogLine, names: [String]) -> Bool {
    line.plannedSteps != nil && (names.contains("val_loss") || names.contains("train_loss"))
  }
}
