import Foundation
import Testing

@testable import Reporting

@Suite("Texts of drawings")
struct SVGMarkupTests {
  private static let pieces = [
    "]]", "&gt;", ">", "]]>", "rgb(255,255,255)", "#ffffff", "url(#gpDot)", "id='gpPt0'", "\"", "'",
    "\u{301}", "\u{338}", "\u{600}", "&lt;", "&amp;", "xlink:href='#gpPt",
    " xml:space=\"preserve\"", "x", " ",
    "id=\"gnuplot_canvas\"", "日",
  ]

  @Test(
    "The paper around a symbol has the colour of the page's theme, in whatever case it is written.")
  func paper() {
    let figure = Figure(
      name: "f", title: "", subtitle: "", description: "", panels: [], tables: [])
    let page = InlineSVG(
      "<svg><rect fill=\"#ffffff\"/><use color='#FFFFFF'/><text>#FFFFFF</text></svg>",
      figure: figure
    ).text
    let paper = "var(\(FigurePalette.property(FigurePalette.all.firstIndex(of: .paper) ?? -1)))"
    #expect(page.contains("<rect fill=\"\(paper)\"/><use color='\(paper)'/><text>#FFFFFF</text>"))
  }

  @Test("Whatever a label is, the drawing is well-formed and the label what it was.")
  func labels() throws {
    var state: UInt64 = 7
    func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let figure = Figure(
      name: "f", title: "", subtitle: "", description: "", panels: [], tables: [])
    for _ in 0..<300 {
      let label = (0...below(8)).map { _ in Self.pieces[below(Self.pieces.count)] }.joined()
      let drawing = SVGMarkup.wellFormed(
        "<?xml version=\"1.0\"?>\n<svg \n width=\"1\">\n<g id=\"gnuplot_canvas\"><use xlink:href='#gpPt0' "
          + "id='gpPt1' fill='rgb(255,255,255)' d='>'/><text>\(label)</text></g></svg>")
      let page = InlineSVG(drawing, figure: figure).text
      let spelled = label.utf8.flatMap { $0 == UInt8(ascii: ">") ? Array("&gt;".utf8) : [$0] }
      let text = Array("<text>".utf8) + spelled + Array("</text>".utf8)
      for svg in [drawing, page] {
        #expect(Array(svg.utf8).firstRange(of: text) != nil, "\(label.debugDescription)")
        #expect(Array(svg.utf8).firstRange(of: Array("]]>".utf8)) == nil)
      }
      #expect(page.hasPrefix("<svg role=\"img\" aria-labelledby=\"f-caption\" \n width=\"1\">"))
      #expect(page.contains("<g id=\"f-canvas\"><use href='#f-gpPt0' id='f-gpPt1' fill='var(--"))
    }
  }
}
