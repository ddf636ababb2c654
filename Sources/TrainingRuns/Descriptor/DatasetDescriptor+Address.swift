extension DatasetDescriptor.Source {
  /// The address of the file itself, percent-encoded; `nil` without a ``path``.
  ///
  /// A file of a GitHub repository is downloaded from its raw address, at ``commit`` or
  /// the newest version. On other hosts the path is appended to the address.
  public var fileAddress: String? { path.flatMap { address(ofFile: $0) } }

  /// The address of the file at `path`, percent-encoded; `nil` without a ``url``.
  func address(ofFile path: String) -> String? {
    guard let url else { return nil }
    let file = path.split(separator: "/").map(percentEncoded).joined(separator: "/")
    let base = url.hasSuffix("/") ? String(url.dropLast()) : url
    let gitHub = "https://github.com/"
    guard base.hasPrefix(gitHub) else { return base + "/" + file }
    var repository = String(base.dropFirst(gitHub.count))
    if repository.hasSuffix(".git") { repository.removeLast(4) }
    return "https://raw.githubusercontent.com/\(repository)/\(commit ?? "HEAD")/\(file)"
  }
}

/// `text` with every byte except letters, digits and `-._~` written as `%XX`.
private func percentEncoded(_ text: some StringProtocol) -> String {
  text.utf8.map { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      String(UnicodeScalar(byte))
    default:
      "-._~".utf8.contains(byte)
        ? String(UnicodeScalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
  }.joined()
}
