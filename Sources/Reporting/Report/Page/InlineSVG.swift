import Foundation

/// A drawing of gnuplot's as part of a page.
///
/// Several drawings share one page, so each has names of its own; its colours are those of the page's
/// theme, and the page says in words what it shows.
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
      .replacing(" xml:space=\"preserve\"", with: "")
      .replacing(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"", with: "")
      .replacing(
        "<svg ", with: "<svg role=\"img\" aria-labelledby=\"\(prefix)caption\" ", maxReplacements: 1
      )
    self.text = Self.themed(text)
  }

  /// The drawing with style properties for its colours.
  private static func themed(_ text: String) -> String {
    var themed = text
    for (index, colour) in FigurePalette.all.enumerated() {
      let channels = colour.channels
      let padded = channels.map { String(repeating: " ", count: 3 - "\($0)".count) + "\($0)" }
      // gnuplot writes a colour in three ways.
      for written in [
        "rgb(\(padded.joined(separator: ", ")))",
        "rgb(\(channels.map(String.init).joined(separator: ",")))",
        colour.hexadecimal,
      ] {
        themed = themed.replacing(written, with: "var(\(FigurePalette.property(index)))")
      }
    }
    return themed
  }
}
