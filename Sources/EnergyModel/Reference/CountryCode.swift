/// ISO 3166-1 alpha-3 codes of countries, by other names in use.
enum CountryCode {
  /// The alpha-3 code that another code or name means, in lower case; `nil` for other texts.
  static func alpha3(_ text: String) -> String? { codes[text.lowercased()] }

  private static let codes: [String: String] = [
    "ae": "are", "at": "aut", "au": "aus", "be": "bel", "br": "bra", "ca": "can", "ch": "che",
    "cl": "chl", "cn": "chn", "cz": "cze", "de": "deu", "dk": "dnk", "es": "esp", "fi": "fin",
    "fr": "fra", "gb": "gbr", "hk": "hkg", "id": "idn", "ie": "irl", "il": "isr", "in": "ind",
    "is": "isl", "it": "ita", "jp": "jpn", "kr": "kor", "mx": "mex", "my": "mys", "nl": "nld",
    "no": "nor", "nz": "nzl", "pl": "pol", "pt": "prt", "qa": "qat", "sa": "sau", "se": "swe",
    "sg": "sgp", "th": "tha", "tw": "twn", "us": "usa",
    // Names in use beside those of the standard.
    "uk": "gbr", "great britain": "gbr", "uae": "are", "united states of america": "usa",
    "czech republic": "cze", "holland": "nld",
  ]
}
