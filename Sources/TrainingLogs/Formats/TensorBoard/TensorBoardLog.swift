import Diagnostics
import Tables

/// The run in a TensorBoard event file: its scalars, by tag.
///
/// Consecutive values of one step form one record. A truncated or damaged record ends the
/// readable part, which is noted.
///
/// Reference: `event.proto`, `summary.proto` and `tensor.proto` of TensorFlow.
///
/// - Throws: `Diagnostic` if there is no scalar.
func tensorBoardLog(_ bytes: [UInt8], path: String, runName: String) throws -> RunLog {
  var events = EventRecords(bytes)
  var records = LogRecords()
  var step: Int64?
  var values: [(name: String, value: Double)] = []
  func flush() {
    if let step, !values.isEmpty { records.append([("step", Double(step))] + values, line: 0) }
    values = []
  }
  while let event = events.next() {
    var next: Int64 = 0
    var scalars: [(name: String, value: Double)] = []
    for field in ProtocolBuffer(event) {
      // Event: step, summary.
      if field.number == 2, let bits = field.bits { next = Int64(bitPattern: bits) }
      if field.number == 5, let summary = field.bytes {
        scalars += ProtocolBuffer(summary).compactMap { $0.number == 1 ? $0.bytes : nil }
          .compactMap(scalar)
      }
    }
    guard !scalars.isEmpty else { continue }
    if step != next { flush() }
    step = next
    values += scalars
  }
  flush()
  guard records.count > 0 else {
    throw NotALog(path, why: eventFileWithoutScalars)
  }
  var log = RunLog(name: runName, path: path, format: .tensorBoard, records: records)
  log.stepName = "step"
  if events.isBroken {
    log.notes.append(
      "a record of the event file is truncated or damaged; it and all later records were skipped")
  }
  return log
}

/// Why there is no run in an event file.
let eventFileWithoutScalars: Phrase = "the TensorBoard event file has no scalars"

/// The tag and value of a scalar; `nil` for images, histograms and text.
private func scalar(_ message: ArraySlice<UInt8>) -> (name: String, value: Double)? {
  var tag: String?
  var value: Double?
  for field in ProtocolBuffer(message) {
    switch field.number {
    case 1: tag = field.text
    case 2: value = field.float.map(shortest)
    case 8: value = field.bytes.flatMap(element)
    default: break
    }
  }
  guard let tag, let value else { return nil }
  return (tag, value)
}

/// The only element of a floating-point tensor; `nil` for other tensors.
private func element(_ tensor: ArraySlice<UInt8>) -> Double? {
  var isDouble = false
  var content: ArraySlice<UInt8>?
  for field in ProtocolBuffer(tensor) {
    switch field.number {
    case 1:
      guard field.bits == 1 || field.bits == 2 else { return nil }
      isDouble = field.bits == 2
    // The raw bytes, or a packed list of either type.
    case 4, 5, 6: content = field.bytes
    default: break
    }
  }
  guard let content, content.count == (isDouble ? 8 : 4) else { return nil }
  let bits = content.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  return isDouble
    ? Double(bitPattern: bits) : shortest(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
}

/// The shortest decimal that rounds to this 32-bit float: a logged 3.2 is 3.2 again.
private func shortest(_ value: Float) -> Double { Double(value.description) ?? Double(value) }
