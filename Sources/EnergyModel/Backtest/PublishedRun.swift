import Diagnostics

/// What has been published of the energy of one training run.
public struct PublishedRun: Sendable, Equatable {
  /// What of a run was published, which says what it can test.
  public enum Kind: String, CaseIterable, Sendable {
    /// Power was measured while the run went on: tests power and energy.
    case measured
    /// Hours times a rated or borrowed power: tests arithmetic alone.
    case accounting
    /// Hours alone: tests utilisation.
    case hoursOnly = "hours-only"
  }

  /// Where the energy comes from.
  public enum EnergyBasis: String, CaseIterable, Sendable {
    /// The source gives it.
    case published
    /// From the row's own hours and watts, so that it cannot test them.
    case computed
  }

  /// The model that was trained.
  public var model: String
  /// N, parameters active for a token.
  public var activeParameterCount: Double?
  /// Whether only some of the parameters are active for a token.
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
  /// The rate an accelerator kept up, in FLOP/s.
  public var achievedFLOPPerSecond: Double?
  /// What ``power`` and ``energy`` count before PUE.
  public var boundary: EnergyBoundary
  /// PUE, where one was applied.
  public var powerUsageEffectiveness: Double?
  /// Carbon intensity, in kgCO₂e/kWh.
  public var gridIntensity: Double?
  /// Energy, in MWh, times PUE where one was applied.
  public var energy: Double?
  /// Where ``energy`` comes from.
  public var energyBasis: EnergyBasis?
  /// Emissions, in tCO₂e.
  public var emissions: Double?
  /// What was published.
  public var kind: Kind
  /// Rows of one study are left out together.
  public var study: String
  /// Why hours × watts × PUE do not give the published energy; `nil` where they should.
  public var excuse: String?
  /// Where the row comes from.
  public var source: Source

  /// Reads a table of published runs; `datasets/training-energy/README.md` describes the columns.
  ///
  /// - Throws: `Diagnostic` with the place of a fault.
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
        why: "PUE is the energy of the whole facility over that of the servers in it")
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
