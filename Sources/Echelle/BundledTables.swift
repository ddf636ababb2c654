import Foundation

extension ReferenceTables {
  /// The accelerators, grids and energy assumptions that come with Echelle.
  ///
  /// `load(from:)` reads tables from a folder laid out like the repository's `datasets`.
  ///
  /// - Throws: If the library's bundle lacks a table.
  public static func bundled() throws -> ReferenceTables {
    try read(
      accelerators: bundledFolder + "/accelerators.csv", grids: bundledFolder + "/grids.csv",
      assumptions: bundledFolder + "/assumptions.csv")
  }
}

extension LawCatalogue {
  /// The published laws that come with Echelle.
  public static var bundled: LawCatalogue { LawCatalogue(folders: [bundledFolder]) }
}

/// The flat folder of the resources.
private let bundledFolder = Bundle.module.bundleURL.path
