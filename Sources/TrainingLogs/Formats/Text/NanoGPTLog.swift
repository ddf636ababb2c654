import Tables

extension LogFormat {
  /// The output of nanoGPT.
  public static let nanoGPT = LogFormat(rawValue: "nanogpt")
}

/// The output of nanoGPT, and the short form of its descendants.
///
///     step 250: train loss 2.0, val loss 2.1
///     iter 1000: loss 3.4102, time 500.00ms, mfu 40.00%
///     250 val 3.28
struct NanoGPTLog: TextLogFormat {
  let format = LogFormat.nanoGPT
  let programs = ["nanoGPT"]

  func record(_ line: ArraySlice<UInt8>, _ losses: inout LossNames) -> [LogField]? {
    guard line.count < 64, let first = line.first, (0x30...0x39).contains(first) else { return nil }
    let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    guard words.count == 3, let step = parseQuantity(words[0]), let value = parseQuantity(words[2]),
      ["val", "train"].contains(words[1])
    else { return nil }
    return [("step", step), ("\(words[1]) loss", value)]
  }

  func wrote(_ line: LogLine, names: [String]) -> Bool {
    line.stepWord == "iter" || (line.stepWord == "step" && names.contains("train loss"))
  }
}
