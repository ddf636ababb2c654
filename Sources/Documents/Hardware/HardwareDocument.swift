import EnergyModel

package struct HardwareDocument: Document {
  package static let identifier = "hardware"
  package static let title = "Accelerators"
  package static let writers = "`hardware list`, `hardware show`"
  package static let summary = "What `echelle hardware --format json` writes."

  package let accelerators: [Accelerator]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case accelerators
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .accelerators: "The accelerators."
    }
  }
}

extension HardwareDocument {
  package struct Accelerator: Described {
    package static let summary = "An accelerator."

    package let name: String
    package let title: String
    package let year: Int
    package let peakFLOPPerSecond: [String: Double]
    package let thermalDesignPowerInWatts: Nullable<Double>
    package let ratedNodePowerInWatts: Nullable<Double>
    package let source: String
    package let evidence: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, title, year, peakFLOPPerSecond, thermalDesignPowerInWatts, ratedNodePowerInWatts
      case source, evidence
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "Its name, as --hardware takes it."
      case .title: "Its full name."
      case .year:
        Field("The year of its release.", .nonNegative)
      case .peakFLOPPerSecond:
        Field(
          "Its dense peak by precision, in FLOP per second.", .countAtLeast(1),
          .keys(["fp32", "tf32", "bf16", "fp8", "fp4", "int8"]), .each(Field("", .positive)))
      case .thermalDesignPowerInWatts:
        Field("The thermal design power of the chip, in W; null where unknown.", .positive)
      case .ratedNodePowerInWatts:
        Field(
          "The rated power of the server per accelerator, in W; null where unknown.",
          .positive)
      case .source: "The source of the figures."
      case .evidence:
        Field("How the source obtained them.", .cases(of: Source.Evidence.self))
      }
    }
  }
}
