import Diagnostics
import Tables
import TrainingRuns

extension LogFormat {
  /// The output of Megatron-LM, Megatron-DeepSpeed and GPT-NeoX.
  public static let megatron = LogFormat(rawValue: "megatron")
}

/// The output of Megatron.
///
///     seq_length ...................................... 4096
///     iteration 200/ 148693 | learning rate: 2.8E-05 | lm loss: 8.86E+00 |
struct MegatronLog: TextLogFormat {
  let format = LogFormat.megatron
  let programs = ["Megatron"]

  private static let losses = ["lm loss", "lm_loss", "lm loss value", "lm_loss_value"]

  func wrote(_ line: LogLine, names: [String]) -> Bool {
    names.contains { Self.losses.contains(where: $0.hasSuffix) }
  }

  func setting(_ text: String) -> [Substring]? {
    guard !text.hasPrefix("|"), let dots = text.firstRange(of: "...") else { return nil }
    return [text[..<dots.lowerBound], text[dots.upperBound...].drop { $0 == "." || $0 == " " }]
  }

  func complete(_ log: inout RunLog) {
    // In billions, for the model without and with its vocabulary.
    let total = "estimated model parameters"
    let without = "estimated model parameters without embeddings"
    if let billions = log.settings[total].flatMap({ parseQuantity($0) }) {
      log.settings["num_parameters"] = plain((billions * 1e9).rounded())
    }
    log.settings[total] = nil
    log.settings[without] = nil
  }
}
