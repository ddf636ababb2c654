import ArgumentParser
import Tables

/// Quantities with units, in a list: `100MWh,1GWh`.
struct UnitQuantityList {
  /// In the base unit: joules, or grams.
  let values: [Double]

  /// The kind of quantity, which has its units.
  enum Kind {
    case energy, mass

    /// The units with their sizes in the base unit, longest names first.
    var units: [(name: String, size: Double)] {
      switch self {
      case .energy:
        [
          ("kWh", 3.6e6), ("MWh", 3.6e9), ("GWh", 3.6e12), ("TWh", 3.6e15), ("kJ", 1e3),
          ("MJ", 1e6), ("GJ", 1e9), ("TJ", 1e12), ("Wh", 3.6e3), ("J", 1),
        ]
      case .mass: [("kg", 1e3), ("kt", 1e9), ("Mt", 1e12), ("t", 1e6), ("g", 1)]
      }
    }

    var example: String {
      switch self {
      case .energy: "500MWh"
      case .mass: "100t"
      }
    }
  }

  init(_ argument: String, of kind: Kind) throws {
    values = try argument.split(separator: ",", omittingEmptySubsequences: false).map { part in
      for unit in kind.units where part.hasSuffix(unit.name) {
        guard let number = parseQuantity(part.dropLast(unit.name.count)) else { continue }
        guard number > 0, number.isFinite else {
          throw ValidationError("'\(part)' is not positive")
        }
        try QuantityBounds.check(number)
        return number * unit.size
      }
      throw ValidationError(
        "'\(part)' is not a number with a unit, such as \(kind.example); the units are "
          + kind.units.map(\.name).joined(separator: ", "))
    }
  }
}
