import Statistics

/// A reader that is given arbitrary input.
struct FuzzTarget: Sendable {
  /// What it is called on the command line.
  let name: String
  /// Inputs that are right, from which others are made.
  let seeds: [String]
  /// What is put into them.
  let fragments: [String]
  /// How inputs are made.
  var form = Form.bytes
  /// How many inputs it has for each of another target: slow ones have fewer.
  var weight = 1.0
  /// Reads an input; what is wrong with the outcome is thrown.
  let check: @Sendable (_ input: [UInt8]) async throws -> Void

  /// A way to make inputs.
  enum Form: Sendable {
    /// Seeds with bytes and fragments changed.
    case bytes
    /// Seeds with values of JSON changed, and bytes now and then.
    case json
    /// Inputs that are made anew.
    case made(@Sendable (_ stream: inout RandomStream) -> [UInt8])
  }

  /// All targets.
  static let all = [
    csv, jsonLines, gzip, quantity, formula, filter, descriptor, law, tableLog, documentLog,
    textLog, eventLog, configuration, savedFit, companion, escaping, lawTable,
  ]

  /// The names of all targets, for the help.
  static var names: String { all.map { $0.name }.joined(separator: ", ") }

  /// The input numbered `index` under `seed`, whichever process makes it.
  func input(seed: UInt64, index: Int) -> [UInt8] {
    var stream = RandomStream(seed: seed, stream: UInt64(index))
    if case .made(let make) = form { return make(&stream) }
    var bytes = Array(seeds[stream.index(below: seeds.count)].utf8)
    for _ in 0...stream.index(below: 6) {
      if case .json = form, stream.index(below: 40) > 0 {
        JSONMutation.apply(to: &bytes, from: &stream)
      } else {
        mutate(&bytes, from: &stream)
      }
    }
    return bytes
  }

  private func mutate(_ bytes: inout [UInt8], from stream: inout RandomStream) {
    let start = stream.index(below: bytes.count + 1)
    let end = min(bytes.count, start + stream.index(below: 4))
    switch stream.index(below: 8) {
    case 0: bytes.replaceSubrange(start..<end, with: [UInt8(stream.index(below: 256))])
    case 1:
      // A part of another seed.
      let other = Array(seeds[stream.index(below: seeds.count)].utf8)
      let first = stream.index(below: other.count + 1)
      let last = min(other.count, first + stream.index(below: 40))
      bytes.replaceSubrange(start..<end, with: other[first..<last])
    case 2:
      // A part of its own, many times.
      let part = Array(bytes[start..<min(bytes.count, start + 1 + stream.index(below: 12))])
      let times = 1 + stream.index(below: 60)
      bytes.insert(contentsOf: Array(repeating: part, count: times).joined(), at: start)
    case 3: bytes.removeSubrange(start..<end)
    default:
      bytes.replaceSubrange(
        start..<end, with: fragments[stream.index(below: fragments.count)].utf8)
    }
  }
}

/// What a target does that it should not.
struct Finding: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Throws a finding unless `condition` holds.
func expect(_ condition: Bool, _ description: @autoclosure () -> String) throws {
  guard condition else { throw Finding(description()) }
}
