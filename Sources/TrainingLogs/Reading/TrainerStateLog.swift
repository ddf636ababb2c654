import Foundation
import Platform
import Tables

/// A value of JSON; the text of a log may have `NaN` and `Infinity`, as Python writes them.
enum LogJSON: Decodable {
  case number(Double)
  case text(String)
  case truth(Bool)
  case list([LogJSON])
  case object([String: LogJSON])
  case null

  init(from decoder: any Decoder) throws {
    if let keyed = try? decoder.container(keyedBy: Key.self) {
      var object: [String: LogJSON] = [:]
      for key in keyed.allKeys {
        object[key.stringValue] = try keyed.decode(LogJSON.self, forKey: key)
      }
      self = .object(object)
      return
    }
    if var unkeyed = try? decoder.unkeyedContainer() {
      var list: [LogJSON] = []
      while !unkeyed.isAtEnd { list.append(try unkeyed.decode(LogJSON.self)) }
      self = .list(list)
      return
    }
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let truth = try? value.decode(Bool.self) {
      self = .truth(truth)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else {
      let text = try value.decode(String.self)
      self = Self.nonFinite[text].map(LogJSON.number) ?? .text(text)
    }
  }

  private static let nonFinite = [
    "NaN": Double.nan, "Infinity": .infinity, "-Infinity": -.infinity,
  ]

  /// The document that `bytes` hold.
  ///
  /// - Throws: `InputError` where they are not JSON, or have a key twice.
  static func parse(_ bytes: [UInt8], path: String) throws -> LogJSON {
    if let fault = JSONKeys.fault(in: bytes) { throw InputError(fault, path: path) }
    do {
      return try JSONDecoder().decode(LogJSON.self, from: Data(quotingNonFinite(bytes)))
    } catch {
      throw InputError(
        location: SourceLocation(file: path), what: "a JSON document that is broken or cut short",
        why: "no part of it can be read by itself", fix: "take the file of an earlier checkpoint")
    }
  }

  /// The document with quotes around the `NaN`, `Infinity` and `-Infinity` that JSON has no numbers for.
  private static func quotingNonFinite(_ bytes: [UInt8]) -> [UInt8] {
    let names = ["NaN", "Infinity", "-Infinity"].map { Array($0.utf8) }
    let firsts = Set(names.compactMap(\.first))
    var quoted: [UInt8] = []
    quoted.reserveCapacity(bytes.count)
    var isInText = false
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if isInText, byte == UInt8(ascii: "\\"), place + 1 < bytes.count {
        quoted += bytes[place...place + 1]
        place += 2
        continue
      }
      if byte == UInt8(ascii: "\"") { isInText.toggle() }
      if !isInText, firsts.contains(byte),
        let name = names.first(where: { bytes[place...].starts(with: $0) })
      {
        quoted += [UInt8(ascii: "\"")] + name + [UInt8(ascii: "\"")]
        place += name.count
      } else {
        quoted.append(byte)
        place += 1
      }
    }
    return quoted
  }

  /// The numbers of an object, those of objects in it under `outer/inner`.
  func numbers(prefix: String = "") -> [(name: String, value: Double)] {
    guard case .object(let object) = self else { return [] }
    return object.sorted { $0.key < $1.key }.flatMap { key, value -> [(String, Double)] in
      switch value {
      case .number(let number): [(prefix + key, number)]
      case .object: value.numbers(prefix: prefix + key + "/")
      default: []
      }
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// Reads `trainer_state.json` of Hugging Face Transformers.
func trainerStateLog(_ bytes: [UInt8], path: String, runName: String) throws -> RunLog {
  guard case .object(let state) = try LogJSON.parse(bytes, path: path),
    case .list(let history)? = state["log_history"]
  else {
    throw InputError(
      location: SourceLocation(file: path), what: "no list 'log_history'",
      why: "it is where a trainer's state has the losses",
      fix: "give the trainer_state.json of a checkpoint")
  }
  var records = LogRecords()
  for entry in history {
    // The last entry sums the training up: its 'train_loss' is the mean over all of it.
    let values = entry.numbers().filter { $0.name != "train_loss" }
    if !values.isEmpty { records.append(values, line: 0) }
  }
  var log = RunLog(name: runName, path: path, format: .huggingFace, records: records)
  log.stepName = "step"
  if case .number(let steps)? = state["max_steps"], steps > 0 { log.plannedSteps = steps }
  return log
}

/// Reads an array of objects, one a step.
func recordListLog(_ bytes: [UInt8], path: String, runName: String) throws -> RunLog {
  guard case .list(let entries) = try LogJSON.parse(bytes, path: path) else {
    throw notALog(path)
  }
  var records = LogRecords()
  for entry in entries {
    let values = entry.numbers()
    if !values.isEmpty { records.append(values, line: 0) }
  }
  let isWandb = records.names.contains("_step")
  var log = RunLog(
    name: runName, path: path, format: isWandb ? .wandbHistory : .jsonLines, records: records)
  log.stepName = TableLogs.stepNames.first(where: records.names.contains)
  return log
}

/// The complaint about a file in which nothing gives a step and a loss.
func notALog(_ path: String, why: String = "no record in it gives a step and a loss") -> InputError
{
  InputError(
    location: SourceLocation(file: path), what: "not a log of training that is known",
    why: why,
    fix:
      "give an export of Weights & Biases, an event file of TensorBoard, trainer_state.json, metrics.csv, "
      + "JSON Lines, or the output of Megatron, nanoGPT, modded-nanogpt, llm.c, OLMo or Composer")
}
