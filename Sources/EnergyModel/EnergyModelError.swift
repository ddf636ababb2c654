public import Diagnostics

/// Why an energy estimate could not be set up.
public enum EnergyModelError: Error, Equatable, Sendable {
  /// There is no accelerator, grid or operator of that name. `near` are names it may have been
  /// meant to be.
  case unknownName(kind: Kind, name: String, near: [String])
  /// Several accelerators, grids or operators match the name.
  case ambiguousName(kind: Kind, name: String, candidates: [String])
  /// No directory has the reference table at `path` within it.
  case missingTable(path: String, searched: [String])
  /// The accelerator does not have the precision.
  case unsupportedPrecision(
    NumericPrecision, hardware: String, supported: [NumericPrecision])
  /// The tables say nothing of the quantity for the accelerator, in that precision.
  case noAssumption(AssumedQuantity, hardware: String, precision: NumericPrecision)
  /// The value is physically impossible.
  case valueOutOfRange(AssumedQuantity, Double)
  /// Neither compute, nor hours, nor energy of a run is known.
  case tooFewFacts
  /// What has to be a positive amount is not.
  case notPositive(String, Double)
  /// Compute and hours would need more than the accelerator's peak.
  case impossibleRate(Double, hardware: String)
  /// Two quantities are stated of which one follows from the other.
  case statedTwice(AssumedQuantity, AssumedQuantity)
  /// Accelerators are said to take more than the servers that they are in.
  case acceleratorsAboveNode(Double, node: Double, unit: String)

  /// An outlook was asked for a year that is not after that of its base.
  case outlookInThePast(Int, base: Int)

  /// The kinds of things that are looked up by name.
  public enum Kind: String, Sendable {
    /// A ``HardwareProfile``.
    case accelerator
    /// A ``GridProfile``.
    case grid
    /// Someone who runs data centres, with a reported PUE.
    case facilityOperator = "operator"
  }
}

extension EnergyModelError: Diagnosed {
  /// What is wrong, why that matters and how to mend it.
  ///
  /// Only a table that is not there is a fault of the machine.
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
      "there is no reference table '\(path)'"
    case .unsupportedPrecision(let precision, let hardware, _):
      "\(hardware) has no \(precision.rawValue) arithmetic"
    case .noAssumption(let quantity, let hardware, let precision):
      "no \(quantity.title) is known for \(precision.rawValue) training on \(hardware)"
    case .valueOutOfRange(let quantity, let value):
      "\(quantity.title): expected \(quantity.requirement), found \(value)"
    case .tooFewFacts:
      "neither compute, nor accelerator-hours, nor energy is given"
    case .notPositive(let name, let value):
      "\(name): expected a positive number, found \(value)"
    case .impossibleRate(let rate, let hardware):
      "the compute in these hours needs \((rate * 100).rounded() / 100) of the peak of \(hardware)"
    case .statedTwice(let first, let second):
      "\(first.title) and \(second.title) are both given"
    case .acceleratorsAboveNode(let power, let node, let unit):
      "accelerators at \(power) \(unit) in servers at \(node) \(unit)"
    case .outlookInThePast(let year, _):
      "\(year) is no year to look out to"
    }
  }

  private var why: Phrase {
    switch self {
    case .unknownName(let kind, _, let near):
      near.isEmpty
        ? "the \(kind.rawValue) table has no such name, nor one near it"
        : "the nearest \(near.count == 1 ? "name" : "names") in the \(kind.rawValue) table "
          + "\(near.count == 1 ? "is" : "are") \(near.joined(separator: ", "))"
    case .ambiguousName(_, _, let candidates):
      "it matches \(candidates.joined(separator: ", "))"
    case .missingTable(_, let searched):
      searched.isEmpty
        ? "no directory was given to look in" : "looked in \(searched.joined(separator: ", "))"
    case .unsupportedPrecision(_, _, let supported):
      "its table row has dense peaks for \(supported.map(\.rawValue).joined(separator: ", ")) only"
    case .noAssumption:
      "neither the accelerator, nor its family, nor the defaults have a published figure for it"
    case .valueOutOfRange(let quantity, _):
      "\(quantity.reason)"
    case .tooFewFacts: "the energy of a run is estimated from at least one of them"
    case .notPositive: "a run that took place had some of it"
    case .impossibleRate: "no run exceeds the dense peak at its precision"
    case .statedTwice: "one of them determines the other"
    case .acceleratorsAboveNode: "a server draws at least what its accelerators draw"
    case .outlookInThePast(_, let base): "the latest run of the table is of \(base)"
    }
  }

  private var fix: Phrase {
    switch self {
    case .unknownName(.accelerator, _, _):
      "choose one that 'echelle hardware list' shows, or add a row to accelerators.csv"
    case .unknownName(.grid, _, _):
      "pass a country by code or name, such as usa, world, or a number to \(.gridIntensity)"
    case .unknownName(.facilityOperator, _, _):
      "choose one of those in assumptions.csv, or pass a number to \(.powerUsageEffectiveness)"
    case .ambiguousName: "choose one of them"
    case .missingTable:
      "set ECHELLE_DATASETS to the folder that holds the reference tables"
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
    case .statedTwice: "give one of them"
    case .acceleratorsAboveNode: "check which of the two figures is right, and leave out the other"
    case .impossibleRate:
      "check \(.acceleratorHours), \(.precision), and whether \(.parameters) counts active ones"
    }
  }
}
