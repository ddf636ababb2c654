import Escaping
import Foundation
import ScalingLaws

/// Paths as shown in a report that is shared.
enum ShownPath {
  /// The path; of an absolute one only the last part, since the folders above it are those of the author's
  /// machine.
  static func path(_ path: String) -> String {
    guard path.utf8.first == slash else { return path }
    let parts = path.utf8.split(separator: slash)
    return parts.last.flatMap { String($0) } ?? path
  }

  /// The name of a table, which starts with its path if it has no other name.
  static func name(_ dataset: DatasetSummary) -> String {
    let (name, path) = (Array(dataset.name.utf8), Array(dataset.path.utf8))
    guard path.first == slash, name.starts(with: path) else { return self.path(dataset.name) }
    return self.path(dataset.path) + String(decoding: name[path.count...], as: UTF8.self)
  }

  /// A word of a command, in which the value of an option may be a path.
  static func word(_ word: String) -> String {
    guard let sign = word.utf8.firstIndex(of: UInt8(ascii: "=")) else { return path(word) }
    let value = word.utf8.index(after: sign)
    guard value < word.endIndex, word.utf8[value] == slash else { return path(word) }
    return String(word[..<value]) + path(String(word[value...]))
  }

  /// A fit without the author's folders in any of its texts.
  static func shown(_ fit: FittedLaw) -> FittedLaw {
    var shown = fit
    let (name, path) = (self.name(fit.dataset), self.path(fit.dataset.path))
    func text(_ text: String) -> String {
      // The name may start with the path, and is replaced first.
      replacing(fit.dataset.path, with: path, in: replacing(fit.dataset.name, with: name, in: text))
    }
    shown.dataset.name = name
    shown.dataset.path = path
    shown.dataset.notes = fit.dataset.notes.map(text)
    shown.dataset.exclusions = fit.dataset.exclusions.map(text)
    for index in shown.dataset.dropped.indices {
      shown.dataset.dropped[index].reason = text(shown.dataset.dropped[index].reason)
    }
    shown.provenance.command = fit.provenance.command.map { $0.map(word) }
    return shown
  }

  /// A JSON document without the author's folders: every text that is an absolute path of several parts, or
  /// an option with one, is cut to the last part.
  static func shown(_ document: [UInt8]) -> [UInt8] {
    var texts: Set<[UInt8]> = []
    func collect(_ value: Any) {
      switch value {
      case let object as [String: Any]: object.values.forEach(collect)
      case let list as [Any]: list.forEach(collect)
      case let text as String where isPath(text): texts.insert(Array(text.utf8))
      default: break
      }
    }
    guard let value = try? JSONSerialization.jsonObject(with: Data(document)) else {
      return document
    }
    collect(value)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    var shown = Data(document)
    for text in texts.map({ String(decoding: $0, as: UTF8.self) }) {
      guard let old = try? encoder.encode(text), let new = try? encoder.encode(word(text)) else {
        continue
      }
      var start = shown.startIndex
      while let place = shown[start...].firstRange(of: old) {
        shown.replaceSubrange(place, with: new)
        start = place.lowerBound + new.count
      }
    }
    return Array(shown)
  }

  private static func isPath(_ text: String) -> Bool {
    let isOption = text.utf8.first == UInt8(ascii: "-")
    return (isOption || text.utf8.first == slash) && text.utf8.count { $0 == slash } > 1
      && !word(text).isExactly(text)
  }

  /// `text` with an absolute path in it replaced.
  private static func replacing(_ path: String, with shown: String, in text: String) -> String {
    guard path.utf8.first == slash, path.utf8.count > 1 else { return text }
    return text.replacing(path, with: shown)
  }

  private static let slash = UInt8(ascii: "/")
}
