import Testing

@testable import TrainingLogs

/// A text format is added by a type of its own, listed among the others.
@Suite("A text format that is added")
struct AddedFormatTests {
  /// What a program prints that nothing else is like.
  private struct Printed: TextLogFormat {
    let format = LogFormat(rawValue: "printed")
    let programs = ["Printed"]
    let fullNames = ["nll": "val loss"]

    func record(_ line: ArraySlice<UInt8>, _ losses: inout LossNames) -> [LogField]? {
      guard line.first == UInt8(ascii: "#") else { return nil }
      let words = line.dropFirst().split(separator: 0x20).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard words.count == 2, let step = Double(words[0]), let loss = Double(words[1]) else {
        return nil
      }
      return [("step", step), ("train loss", loss)]
    }

    func wrote(_ line: LogLine, names: [String]) -> Bool { line.prefix == ["update"] }

    func setting(_ text: String) -> [Substring]? {
      text.hasPrefix("set ") ? text.dropFirst(4).split(separator: " ") : nil
    }

    func complete(_ log: inout RunLog) {
      log.settings["num_parameters"] = log.settings["size"]
    }
  }

  private static let fixture = """
    set size 124e6
    set steps 200
    #100 4.5
    update step: 100 nll: 4.75
    #200 3.5
    update step: 200 nll: 3.75
    """

  @Test("Its records, names and settings are read, and it is the run's format.")
  func reads() throws {
    var file = LogFile(bytes: Array(Self.fixture.utf8), path: "out.log")
    file.textFormats = [Printed()] + TextLogReader.formats
    let logs = try file.logs()
    let run = try #require(try logs.map { try LoggedRun($0, options: LogOptions()) }.first)
    #expect(logs.count == 1 && run.format.rawValue == "printed")
    #expect(run.parameterCount == 124e6)
    #expect(run.lossName == "val loss" && run.final?.loss == 3.75 && run.final?.step == 200)
    #expect(run.checkpoints.map(\.loss) == [4.75, 3.75])
  }

  @Test("Without it, the text is of no known program.")
  func unknown() throws {
    let logs = try LogFile(bytes: Array(Self.fixture.utf8), path: "out.log").logs()
    #expect(logs.map(\.format) == [.text])
  }
}
