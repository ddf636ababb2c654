import Tables

/// A record over several lines: a step in brackets, with the planned number of steps, and fields on
/// indented lines below, as OLMo and Composer print.
///
///     2024-02-01 12:00:00 [step=5/739328,epoch=0]
///         train/CrossEntropyLoss=9.873
///         throughput/total_tokens=20,971,520
struct LogParagraph {
  private let step: Double
  private let plannedSteps: Double
  private let number: Int
  private var fields: [(name: String, value: Double)] = []

  /// The paragraph that `line` opens; `nil` if it opens none.
  init?(_ line: ArraySlice<UInt8>, number: Int) {
    guard line.contains(UInt8(ascii: "[")), line.contains(UInt8(ascii: "/")),
      let match = String(decoding: line, as: UTF8.self)
        .firstMatch(of: /\[(?:step|batch)=(\d+)\/(\d+)[^\]]*\]:?\s*$/),
      let step = Double(match.1), let planned = Double(match.2)
    else { return nil }
    self.step = step
    plannedSteps = planned
    self.number = number
  }

  /// Adds a line to the paragraph.
  ///
  /// - Returns: Whether the line belongs to it: it is indented, with a name and a value.
  mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first, first == 0x20 || first == 0x09 else { return false }
    let text = String(decoding: line, as: UTF8.self)
    guard let end = text.lastIndex(where: { $0 == "=" || $0 == ":" }) else { return false }
    let value = String(text[text.index(after: end)...].replacing(",", with: "")).trimmingBlanks()
    if let number = Double(value) ?? parseQuantity(value) {
      fields.append((String(text[..<end]).trimmingBlanks(), number))
    }
    return true
  }

  /// The record; `nil` without a loss.
  var record: (values: [(name: String, value: Double)], plannedSteps: Double, line: Int)? {
    guard fields.contains(where: { MetricKind(name: $0.name) != nil }) else { return nil }
    return ([("step", step)] + fields, plannedSteps, number)
  }
}
