import Foundation

/// A drawing by gnuplot as part of a page.
///
/// Each drawing of a page has its own identifiers and the colours of the page's theme, and the page has its
/// description in words. Texts are never changed, whatever they look like.
struct InlineSVG {
  let text: String

  init(_ svg: String, figure: Figure) {
    let prefix = figure.name + "-"
    // Without the XML declaration.
    let svg = svg.range(of: "<svg").map { String(svg[$0.lowerBound...]) } ?? svg
    var replacements = [
      ("id=\"gnuplot_canvas\"", "id=\"\(prefix)canvas\""), (" xml:space=\"preserve\"", ""),
      (" xmlns:xlink=\"http://www.w3.org/1999/xlink\"", ""),
      ("<svg", "<svg role=\"img\" aria-labelledby=\"\(prefix)caption\""),
    ]
    for name in ["gpDot", "gpPt", "gpPat", "textbox", "greybox"] {
      replacements += [
        ("id='\(name)", "id='\(prefix)\(name)"),
        ("xlink:href='#\(name)", "href='#\(prefix)\(name)"),
        ("url(#\(name)", "url(#\(prefix)\(name)"),
      ]
    }
    text = SVGMarkup.mapping(
      svg,
      tag: { tag in
        Self.themed(
          replacements.reduce(tag) { $0.replacingOccurrences(of: $1.0, with: $1.1) })
      }, text: { $0 })
  }

  /// The style property of each colour.
  private static let properties = Dictionary(
    FigurePalette.all.enumerated().map { ($1.channels, "var(\(FigurePalette.property($0)))") },
    uniquingKeysWith: { first, _ in first })

  /// The drawing with style properties in place of the colours.
  private static func themed(_ text: String) -> String {
    let parts = text.components(separatedBy: "rgb(")
    return parts.dropFirst().reduce(into: parts[0]) { themed, part in
      guard let end = part.utf8.firstIndex(of: UInt8(ascii: ")")) else {
        themed += "rgb(" + part
        return
      }
      let channels = part.utf8[..<end].split(separator: UInt8(ascii: ",")).map { channel in
        channel.reduce(0) { (0x30...0x39).contains($1) ? $0 * 10 + Int($1 - 0x30) : $0 }
      }
      guard let property = properties[channels] else {
        themed += "rgb(" + part
        return
      }
      themed += property + part[part.utf8.index(after: end)...]
    }.replacingOccurrences(
      of: FigureColour.paper.hexadecimal, with: properties[FigureColour.paper.channels] ?? "none",
      options: .caseInsensitive)
  }
}
