import Documents
import Foundation
import Testing

@testable import Reporting
@testable import ScalingLaws
@testable import Statistics

@Suite("The page of a batch")
struct ForestPlotTests {
  private let sound: FittedLaw

  init() async throws { sound = try await DoubtfulFitTests().sound }

  /// A batch of one fit, whose estimates `change` may change.
  private func page(
    name: String = "runs", _ change: (inout BatchFit) -> Void = { _ in }
  ) throws -> String {
    var item = BatchItem(
      name: name, dataset: name, law: "chinchilla", objective: "lad", subset: nil, group: nil)
    var fit = BatchFit(sound)
    change(&fit)
    item.fit = fit
    item.file = "fits/a.json"
    return try BatchPage(BatchRecord(makers: [], items: [item])).text()
  }

  private func rows(_ page: String) -> [Substring] {
    page.split(separator: "\n").filter { $0.contains("class=\"forest-row\"") }
  }

  @Test("A fit is a row of a, and of α and β, with its interval on the axis.")
  func rows() throws {
    let page = try page()
    let rows = rows(page)
    #expect(rows.count == 2)
    #expect(rows[0].components(separatedBy: "class=\"interval ").count == 2)
    #expect(rows[1].components(separatedBy: "class=\"interval ").count == 3)
    #expect(rows[1].contains("<span>α 0."), "\(rows[1])")
    #expect(rows[1].contains("<span>β 0."))
    #expect(!page.contains("marker-end"), "no interval lacks an end")
    #expect(page.contains("<th scope=\"col\">α</th><th scope=\"col\">β</th>"))
    #expect(page.contains("<code>L = E + A / N^α + B / D^β</code>"))
  }

  @Test("An interval without an end is an arrow to the edge of the axis.")
  func open() throws {
    let page = try page { fit in
      for index in fit.coefficients.indices where fit.coefficients[index].symbol == "alpha" {
        fit.coefficients[index].estimate.interval?.upper = .infinity
      }
    }
    let row = rows(page)[1]
    #expect(row.components(separatedBy: "marker-end=\"url(#forest-first-end)\"").count == 2)
    #expect(row.contains("x2=\"100.00%\" y1=\"10\" y2=\"10\" marker-end"))
    #expect(row.contains("∞)"))
  }

  @Test("A fit without intervals has marks alone, and one without exponents no row.")
  func without() throws {
    let page = try page { fit in
      for index in fit.coefficients.indices { fit.coefficients[index].estimate.interval = nil }
    }
    #expect(!page.contains("class=\"interval") && page.contains("class=\"mark first\""))
    let none = try self.page { $0.coefficients.removeAll { $0.symbol != "E" } }
    #expect(rows(none).isEmpty && none.contains("<table>"))
  }

  @Test("A name is text in a row.")
  func names() throws {
    let page = try page(name: "<script>alert(1)</script>\"&")
    #expect(!page.contains("<script>"))
    #expect(rows(page)[0].contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
  }
}
