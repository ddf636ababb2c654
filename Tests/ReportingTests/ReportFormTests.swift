import Documents
import Foundation
import Reporting
import Tables
import Testing

/// What holds for every report, whatever it reports.
@Suite("Forms of reports")
struct ReportFormTests {
  @Test(
    "The JSON is read by the document's type and written again, byte for byte.",
    arguments: SampleReports.allCases)
  func json(_ sample: SampleReports) async throws {
    let text = try await sample.report().json()
    guard let again = try AllDocuments.rewritten(Array(text.utf8)) else {
      // A single fit is a document of the library that fits.
      #expect(sample == .fit)
      return
    }
    #expect(again == text)
  }

  @Test(
    "Each row of the CSV has a cell for each name of its header.",
    arguments: SampleReports.allCases)
  func csv(_ sample: SampleReports) async throws {
    let text = try await sample.report().csv()
    let reader = try TableReader(bytes: Array(text.utf8), name: "report.csv")
    // A row of another width is an error of the reader.
    #expect(try reader.read([]).rowCount > 0)
    #expect(Set(reader.columnNames).count == reader.columnNames.count)
    #expect(reader.columnNames.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9_.-]+/) != nil })
  }

  @Test(
    "The text ends in one line break, and has no spaces at the ends of lines.",
    arguments: SampleReports.allCases)
  func text(_ sample: SampleReports) async throws {
    let text = try await sample.report().text()
    #expect(text.hasSuffix("\n"))
    #expect(!text.hasSuffix("\n\n"))
    for line in text.split(separator: "\n") where line.hasSuffix(" ") {
      Issue.record("a space ends: \(line)")
    }
    for word in ["nan", "inf", "Optional(", "nil"] {
      #expect(text.split { !$0.isLetter && $0 != "(" }.allSatisfy { $0 != word }, "\(word)")
    }
  }

  @Test(
    "Without colours the text has no escape sequences; a report twice is the same.",
    arguments: SampleReports.allCases)
  func plain(_ sample: SampleReports) async throws {
    let (first, second) = try await (sample.report(), sample.report())
    #expect(!first.text(on: TextPage()).contains("\u{1B}"))
    #expect(first.text() == second.text())
    #expect(try first.json() == second.json())
    #expect(first.csv() == second.csv())
  }
}
