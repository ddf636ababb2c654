import Diagnostics

/// Published data on the energy of one training run.
public struct PublishedRun: Sendable, Equatable {
  /// The kind of published data, which determines what it can test.
  public enum Kind: String, CaseIterable, Sendable {
    /// Power was measured during the run: tests power and energy.
    case measured
    /// Hours times a rated or borrowed power: tests only the arithmetic.
    case accounting
    /// Only hours: tests utilization.
    case hoursOnly = "hours-only"
  }

  /// The origin of the energy.
  public enum EnergyBasis: String, CaseIterable, Sendable {
    /// The source gives it.
    case published
    /// Computed from the row's own hours and watts, so it cannot test them.
    case computed
  }

  /// The model that was trained.
  public var model: String
  /// N, parameters used per token.
  public var activeParameterCount: Double?
  /// Whether only some of the parameters are used per token.
  public var isMixtureOfExperts: Bool
  /// C, training compute in FLOP.
  public var compute: Double?
  /// The accelerator's name in the reference table.
  public var accelerator: String
  /// The precision of the bulk of the arithmetic.
  public var precision: NumericPrecision
  /// Accelerator-hours.
  public var acceleratorHours: Double?
  /// Power per accelerator, in W, at ``boundary``.
  public var power: Double?
  /// The sustained rate per accelerator, in FLOP/s.
  public var achievedFLOPPerSecond: Double?
  /// The boundary of ``power`` and ``energy`` before PUE.
  public var boundary: EnergyBoundary
  /// PUE, if one was applied.
  public var powerUsageEffectiveness: Double?
  /// Carbon intensity, in kgCO₂e/kWh.
  public var gridIntensity: Double?
  /// Energy, in MWh, including PUE if one was applied.
  public var energy: Double?
  /// The origin of ``energy``.
  public var energyBasis: EnergyBasis?
  /// Emissions, in tCO₂e.
  public var emissions: Double?
  /// The published value.
  public var kind: Kind
  /// Rows of one study are held out together.
  public var study: String
  /// Why hours × watts × PUE differ from the published energy; `nil` if they should agree.
  public var excuse: String?
  /// The source of the row.
  public var source: Source

  /// Reads a table of published runs; `datasets/training-energy/README.md` describes the columns.
  ///
  /// - Throws: `Diagnostic` with the location of an error.
  public static func read(path: String) throws -> [PublishedRun] {
    let table = try ReferenceTable(
      path: path,
      texts: [
        "model", "accelerator", "precision", "power_scope", "energy_basis", "evidence", "study",
        "excuse", "source", "source_evidence",
      ],
      numbers: [
        "params", "active_params", "tokens", "flop", "accelerator_hours", "watts_per_accelerator",
        "achieved_flop_per_second", "pue", "grid_kgco2e_per_kwh", "energy_mwh", "emissions_tco2e",
      ])
    return try (0..<table.rowCount).map { try PublishedRun(table, row: $0) }
  }

  private init(_ table: ReferenceTable, row: Int) throws {
    func number(_ column: String) throws -> Double? { try table.positiveNumber(column, row) }
    model = try table.requiredText("model", row)
    let active = try number("active_params")
    activeParameterCount = try active ?? number("params")
    isMixtureOfExperts = active != nil
    let tokens = try number("tokens")
    compute = try number("flop")
    if compute == nil, let activeParameterCount, let tokens {
      compute = 6 * activeParameterCount * tokens
    }
    accelerator = try table.requiredText("accelerator", row)
    precision = try table.choice("precision", row)
    acceleratorHours = try number("accelerator_hours")
    power = try number("watts_per_accelerator")
    achievedFLOPPerSecond = try number("achieved_flop_per_second")
    boundary =
      table.text("power_scope", row) == nil ? .node : try table.choice("power_scope", row)
    powerUsageEffectiveness = try number("pue")
    if let pue = powerUsageEffectiveness, pue < 1 {
      throw table.fault(
        "pue", row, "expected a number of at least 1, found \(pue)",
        why: "PUE is the energy of the whole facility divided by that of its servers")
    }
    gridIntensity = try number("grid_kgco2e_per_kwh")
    energy = try number("energy_mwh")
    energyBasis =
      table.text("energy_basis", row) == nil ? nil : try table.choice("energy_basis", row)
    emissions = try number("emissions_tco2e")
    kind = try table.choice("evidence", row)
    study = try table.requiredText("study", row)
    excuse = table.text("excuse", row)
    source = Source(
      citation: try table.requiredText("source", row),
      evidence: try table.choice("source_evidence", row))
  }
}
