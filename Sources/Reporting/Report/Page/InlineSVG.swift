import Foundation

/// A drawing of gnuplot's as part of a page.
///
/// Several drawings share one page, so that each has names of its own, and the page says in words what
/// it shows.
struct InlineSVG {
  let text: String

  init(_ svg: String, figure: Figure) {
    let prefix = figure.name + "-"
    var text = svg
    // Without the XML declaration, which a page does not have within it.
    if let start = text.range(of: "<svg") { text.removeSubrange(..<start.lowerBound) }
    for name in ["gpDot", "gpPt", "gpPat"] {
      text = text.replacing("id='\(name)", with: "id='\(prefix)\(name)")
        .replacing("xlink:href='#\(name)", with: "href='#\(prefix)\(name)")
        .replacing("url(#\(name)", with: "url(#\(prefix)\(name)")
    }
    text = text.replacing("id=\"gnuplot_canvas\"", with: "id=\"\(prefix)canvas\"")
      .replacing("rgb(  ", with: "rgb(").replacing("rgb( ", with: "rgb(")
      .replacing(",   ", with: ",").replacing(",  ", with: ",")
      .replacing("xml:space=\"preserve\"", with: "").replacing("xmlns:xlink=\"http://www.w3.org/1999/xlink\"", with: "")
    let label = figure.title.map { $0 == "\"" || $0 == "<" || $0 == "&" ? " " : "\($0)" }.joined()
    text = text.replacing("<svg ", with: "<svg role=\"img\" aria-label=\"\(label)\" ", maxReplacements: 1)
    self.text = text
  }
}
