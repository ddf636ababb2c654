import Foundation

/// A problem of NIST's Statistical Reference Datasets for nonlinear regression, read from its file.
struct ReferenceProblem: Sendable, CustomStringConvertible {
  var name: String
  /// The coefficients' symbols b1, b2 and so on.
  var coefficients: [String] = []
  /// The published starts, each with a value for every coefficient.
  var starts: [[Double]] = [[], []]
  /// The certified coefficients.
  var values: [Double] = []
  /// Their certified standard deviations.
  var standardErrors: [Double] = []
  var residualSum = 0.0
  var residualDeviation = 0.0
  /// The headers of the data, such as y and x.
  var columns: [String] = []
  var rows: [[Double]] = []

  var description: String { name }

  /// Reads a file in the form that NIST publishes.
  init(path: String) throws {
    let url = URL(filePath: path)
    name = url.deletingPathExtension().lastPathComponent
    let lines = try String(contentsOf: url, encoding: .utf8).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var isInData = false
    for line in lines {
      let words = line.split(whereSeparator: \.isWhitespace)
      if let first = words.first, first == "Data:", words.count > 1, words[1] == "y" {
        columns = words.dropFirst().map(String.init)
        isInData = true
      } else if isInData {
        let row = words.compactMap { Double(String($0)) }
        if row.count == columns.count, !row.isEmpty { rows.append(row) }
      } else if words.count == 6, words[0].first == "b", words[1] == "=" {
        let numbers = words.dropFirst(2).compactMap { Double(String($0)) }
        guard numbers.count == 4 else { continue }
        coefficients.append(String(words[0]))
        starts[0].append(numbers[0])
        starts[1].append(numbers[1])
        values.append(numbers[2])
        standardErrors.append(numbers[3])
      } else if line.hasPrefix("Residual Sum of Squares:") {
        residualSum = words.last.flatMap { Double(String($0)) } ?? .nan
      } else if line.hasPrefix("Residual Standard Deviation:") {
        residualDeviation = words.last.flatMap { Double(String($0)) } ?? .nan
      }
    }
  }

  /// The data as CSV.
  var table: String {
    ([columns.joined(separator: ",")]
      + rows.map { row in row.map { String($0) }.joined(separator: ",") })
      .joined(separator: "\n")
  }
}

/// The number of digits to which two numbers agree, from 0 to the 11 that are certified: the log relative
/// error of McCullough 1998, doi:10.1080/00031305.1998.10480589.
func matchingDigits(_ found: Double, _ certified: Double) -> Double {
  guard found.isFinite else { return 0 }
  let error = certified == 0 ? abs(found) : abs(found / certified - 1)
  return error == 0 ? 11 : min(max(-log10(error), 0), 11)
}
