import Escaping
import Foundation
import Mustache
import Platform

/// A page as a template with one style and one script, the only ones that a browser may apply.
///
/// Every value is escaped by ``HTMLText``; the template library itself escapes by `Character`, in which a
/// combining mark hides a bracket. Content Security Policy Level 3 does the rest: the page names the SHA-256
/// of its style and its script, and a browser runs nothing else and requests nothing.
struct PageTemplate {
  private let template: MustacheTemplate
  private let style: String
  private let script: String?

  /// - Parameters:
  ///   - template: The bytes of the template, with the variables `policy`, `style` and `script`.
  ///   - script: The script of the page, if it has one.
  /// - Throws: If the template cannot be read.
  init(_ template: [UInt8], script: [UInt8]? = nil) throws {
    MustacheContentTypes.register(EscapedText(), named: "escaped")
    self.template = try MustacheTemplate(
      string: "{{% CONTENT_TYPE:escaped}}\n" + Self.text(template))
    style = FigurePalette.style + Self.text(PackageResources.page_css)
    self.script = script.map(Self.text)
  }

  /// The page of `context`.
  func render(_ context: [String: Any]) -> String {
    var context = context
    context["style"] = style
    context["script"] = script
    context["policy"] = policy
    return template.render(context)
  }

  /// The Content Security Policy of the page.
  private var policy: String {
    let script = script.map { Self.source($0) } ?? "'none'"
    return "default-src 'none'; script-src \(script); style-src \(Self.source(style)); "
      + "img-src data:; base-uri 'none'; form-action 'none'"
  }

  /// The source expression that allows only `text`.
  private static func source(_ text: String) -> String {
    "'sha256-\(Data(SHA256.digest(Array(text.utf8))).base64EncodedString())'"
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private struct EscapedText: MustacheContentType {
    func escapeText(_ text: String) -> String { HTMLText.escaped(text) }
  }
}
