extension LogFormat {
  /// `main.log` and the output of llm.c.
  public static let llmC = LogFormat(rawValue: "llm.c")
}

/// The `main.log` of llm.c, and its output.
///
///     s:12 trl:9.79 lr:0.000011 norm:3.01
///     | total batch size      | 524288            |
///     step    1/2 | loss 11.009499 (+nanz)| norm 15.4 (+nanz)| lr 8.57e-07 | 1535.43 ms |
///     val loss 10.1
struct LLMCLog: TextLogFormat {
  let format = LogFormat.llmC
  let programs = ["llm.c"]
  let fullNames = ["tel": "val loss", "trl": "train loss", "valloss": "val loss"]

  /// The validation loss is printed on its own line, after the step.
  func record(withoutStep fields: [LogField], after step: Double) -> [LogField]? {
    guard fields.count == 1, fields[0].name == "val loss" else { return nil }
    return [("step", step), fields[0]]
  }

  func wrote(_ line: LogLine, names: [String]) -> Bool {
    line.stepWord == "s" || (line.hasBars && names.contains("norm"))
  }

  /// Settings are printed as a table.
  func setting(_ text: String) -> [Substring]? {
    text.hasPrefix("|") ? text.split(separator: "|") : nil
  }
}
