import Diagnostics
import Foundation
import Tables

/// A problem of NIST's Statistical Reference Datasets for nonlinear regression.
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
  var residualDeviation: Double
  /// The certified sum of the squared residuals.
  var residualSum: Double
  /// The headers of the data, such as y and x.
  var columns: [String] = []
  var rows: [[Double]] = []

  var description: String { name }

  /// The problems of the tables in a folder, in their order.
  ///
  /// - Throws: `Diagnostic` where a table is not there or a column is missing.
  static func all(inFolder folder: String) throws -> [ReferenceProblem] {
    let problems = try columns(
      ["problem"], ["residual_deviation", "residual_sum"], of: "\(folder)/problems.csv")
    let coefficients = try columns(
      ["problem", "coefficient"], ["start_1", "start_2", "certified", "standard_deviation"],
      of: "\(folder)/coefficients.csv")
    let observations = try columns(
      ["problem"], ["y", "x1", "x2"], of: "\(folder)/observations.csv")
    return problems.texts[0].enumerated().map { place, name in
      var problem = ReferenceProblem(
        name: name, residualDeviation: problems.numbers[0][place],
        residualSum: problems.numbers[1][place])
      for row in coefficients.texts[0].indices where coefficients.texts[0][row] == name {
        let numbers = coefficients.numbers.map { $0[row] }
        problem.coefficients.append(coefficients.texts[1][row])
        problem.starts[0].append(numbers[0])
        problem.starts[1].append(numbers[1])
        problem.values.append(numbers[2])
        problem.standardErrors.append(numbers[3])
      }
      problem.rows = observations.texts[0].indices.filter { observations.texts[0][$0] == name }
        .map { row in observations.numbers.map { $0[row] }.filter { !$0.isNaN } }
      problem.columns = problem.rows.first?.count == 3 ? ["y", "x1", "x2"] : ["y", "x"]
      return problem
    }
  }

  private static func columns(
    _ texts: [String], _ numbers: [String], of path: String
  ) throws -> (texts: [[String]], numbers: [[Double]]) {
    let reader = try TableReader(path: path)
    let requests = try (texts + numbers).map { name in
      guard let index = reader.columnNames.firstIndex(of: name) else {
        throw Diagnostic(origin: Origin(file: path), what: "no column '\(name)'")
      }
      return ColumnRequest(index: index, kind: texts.contains(name) ? .text : .number)
    }
    let table = try reader.read(requests)
    return (
      texts.indices.map { column in
        let cells = table.texts(column)
        return (0..<table.rowCount).map { cells[$0] }
      },
      numbers.indices.map { table.numbers(texts.count + $0) }
    )
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
