public import Diagnostics

/// Why an energy estimate could not be set up.
public enum EnergyModelError: Error, Equatable, Sendable {
  /// There is no accelerator, grid or operator of that name. `near` are similar
  /// names.
  case unknownName(kind: Kind, name: String, near: [String])
  /// Several accelerators, grids or operators match the name.
  case ambiguousName(kind: Kind, name: String, candidates: [String])
  /// No directory has the reference table at `path` within it.
  case missingTable(path: String, searched: [String])
  /// The accelerator does not have the precision.
  case unsupportedPrecision(
    NumericPrecision, hardware: String, supported: [NumericPrecision])
  /// The tables have no value of the quantity for the accelerator in that precision.
  case noAssumption(AssumedQuantity, hardware: String, precision: NumericPrecision)
  /// The value is physically impossible.
  case valueOutOfRange(AssumedQuantity, Double)
  /// Compute, hours and energy of a run are all unknown.
  case tooFewFacts
  /// A quantity that must be positive is not.
  case notPositive(String, Double)
  /// Compute and hours would need more than the accelerator's peak.
  case impossibleRate(Double, hardware: String)
  /// Two quantities are given, each of which determines the other.
  case statedTwice(AssumedQuantity, AssumedQuantity)
  /// Accelerators are given more power than their servers.
  case acceleratorsAboveNode(Double, node: Double, unit: String)

  /// An outlook for a year that is not after that of its base.
  case outlookInThePast(Int, base: Int)

  /// The kinds of named objects.
  public enum Kind: String, Sendable {
    /// A ``HardwareProfile``.
    case accelerator
    /// A ``GridProfile``.
    case grid
    /// A data-centre operator with a reported PUE.
    case facilityOperator = "operator"
  }
}

extension EnergyModelError: Diagnosed {
  /// What is wrong, why, and how to fix it.
  ///
  /// Only a missing table is a system error.
  public var diagnostic: Diagnostic {
    if case .missingTable = self {
      return Diagnostic(what: what, why: why, fix: fix, category: .system)
    }
    return Diagnostic(what: what, why: why, fix: fix, category: .usage)
  }

  private var what: Phrase {
    switch self {
    case .unknownName(let kind, let name, _):
      "unknown \(kind.rawValue) '\(name)'"
    case .ambiguousName(let kind, let name, _):
      "the \(kind.rawValue) '\(name)' is ambiguous"
    case .missingTable(let path, _):
      "reference table '\(path)' not found"
    case .unsupportedPrecision(let precision, let hardware, _):
      "\(hardware) has no \(precision.rawValue) arithmetic"
    case .noAssumption(let quantity, let hardware, let precision):
      "no \(quantity.title) is available for \(precision.rawValue) training on \(hardware)"
    case .valueOutOfRange(let quantity, let value):
      "\(quantity.title): expected \(quantity.requirement), found \(value)"
    case .tooFewFacts:
      "compute, accelerator-hours or energy is needed"
    case .notPositive(let name, let value):
      "\(name): expected a positive number, found \(value)"
    case .impossibleRate(let rate, let hardware):
      "this compute in these hours needs \((rate * 100).rounded() / 100) times the peak of \(hardware)"
    case .statedTwice(let first, let second):
      "\(first.title) and \(second.title) are both given"
    case .acceleratorsAboveNode(let power, let node, let unit):
      "accelerators use \(power) \(unit), but their servers only \(node) \(unit)"
    case .outlookInThePast(let year, _):
      "\(year) is not after the start of the outlook"
    }
  }

  private var why: Phrase {
    switch self {
    case .unknownName(let kind, _, let near):
      near.isEmpty
        ? "the \(kind.rawValue) table has no such name, nor a similar one"
        : "the nearest \(near.count == 1 ? "name" : "names") in the \(kind.rawValue) table "
          + "\(near.count == 1 ? "is" : "are") \(near.joined(separator: ", "))"
    case .ambiguousName(_, _, let candidates):
      "it matches \(candidates.joined(separator: ", "))"
    case .missingTable(_, let searched):
      searched.isEmpty
        ? "no folder was given to look in" : "looked in \(searched.joined(separator: ", "))"
    case .unsupportedPrecision(_, _, let supported):
      "its row of the table has dense peaks only for \(supported.map(\.rawValue).joined(separator: ", "))"
    case .noAssumption:
      "there is no published figure for the accelerator or its family, and no default"
    case .valueOutOfRange(let quantity, _):
      "\(quantity.reason)"
    case .tooFewFacts: "the energy of a run is computed from one of them"
    case .notPositive: "it is above zero in every training run"
    case .impossibleRate: "no run exceeds the dense peak at its precision"
    case .statedTwice: "each determines the other"
    case .acceleratorsAboveNode: "a server draws at least what its accelerators draw"
    case .outlookInThePast(_, let base): "the latest run in the table is from \(base)"
    }
  }

  private var fix: Phrase {
    switch self {
    case .unknownName(.accelerator, _, _):
      "choose an accelerator listed in accelerators.csv, or add a row to it"
    case .unknownName(.grid, _, _):
      "pass a country by code or name, such as usa, world, or a number to \(.gridIntensity)"
    case .unknownName(.facilityOperator, _, _):
      "choose one of those in assumptions.csv, or pass a number to \(.powerUsageEffectiveness)"
    case .ambiguousName: "choose one of them"
    case .missingTable:
      "set ECHELLE_DATASETS to the folder with the reference tables"
    case .unsupportedPrecision(_, _, let supported):
      "pass \(.precision, supported.map(\.rawValue).joined(separator: "|"))"
    case .noAssumption(let quantity, _, _):
      quantity.setting.map { "pass \($0) with a value" } ?? "add a row for it to assumptions.csv"
    case .valueOutOfRange(let quantity, _):
      quantity.setting.map { "pass \($0) with \(quantity.requirement)" }
        ?? "give \(quantity.requirement)"
    case .tooFewFacts:
      "pass \(.parameters) with \(.tokens), \(.compute), \(.acceleratorHours), or \(.energyLog)"
    case .notPositive: "give a positive number"
    case .outlookInThePast(_, let base): "give a later year, such as \(.lastYear, "\(base + 5)")"
    case .statedTwice: "give only one of them"
    case .acceleratorsAboveNode: "check both figures, and leave out the wrong one"
    case .impossibleRate:
      "check \(.acceleratorHours), \(.precision), and whether \(.parameters) counts only active parameters"
    }
  }
}
