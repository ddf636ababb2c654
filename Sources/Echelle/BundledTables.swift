import Foundation

extension ReferenceTables {
  /// The accelerators, grids and energy assumptions that come with Echelle.
  ///
  /// `load(from:)` reads those of a folder laid out as the repository's `datasets`.
  ///
  /// - Throws: Where the bundle of the library lacks a table.
  public static func bundled() throws -> ReferenceTables {
    try read(
      accelerators: bundledFolder + "/accelerators.csv", grids: bundledFolder + "/grids.csv",
      assumptions: bundledFolder + "/assumptions.csv")
  }
}

extension LawCatalogue {
  /// The laws of the literature that come with Echelle.
  public static var bundled: LawCatalogue { LawCatalogue(folders: [bundledFolder]) }
}

/// The folder of the resources, all beside one another.
private let bundledFolder = Bundle.module.bundleURL.path
