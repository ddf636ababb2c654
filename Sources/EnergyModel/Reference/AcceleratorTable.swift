/// Reads the accelerator table; its README describes the columns.
///
/// - Throws: `Diagnostic`.
func readAccelerators(at path: String) throws -> [HardwareProfile] {
  let peaks: [(column: String, precision: NumericPrecision)] = [
    ("fp32_flop_per_second", .fp32), ("tf32_flop_per_second", .tf32),
    ("bf16_flop_per_second", .bf16), ("fp8_flop_per_second", .fp8),
    ("fp4_flop_per_second", .fp4), ("int8_op_per_second", .int8),
  ]
  let table = try ReferenceTable(
    path: path, texts: ["name", "title", "family", "source", "evidence"],
    numbers: peaks.map(\.column) + [
      "year", "thermal_design_power_w", "server_multiplier", "memory_gb",
      "memory_bandwidth_gb_per_second",
    ])
  try table.requireUnique(["name"])
  return try (0..<table.rowCount).map { row in
    var peakFLOPPerSecond: [NumericPrecision: Double] = [:]
    for (column, precision) in peaks {
      peakFLOPPerSecond[precision] = try table.positiveNumber(column, row)
    }
    let gigabyte = 1e9
    return HardwareProfile(
      name: try table.requiredText("name", row),
      title: try table.requiredText("title", row),
      family: table.text("family", row),
      year: try table.year("year", row),
      peakFLOPPerSecond: peakFLOPPerSecond,
      thermalDesignPower: try table.positiveNumber("thermal_design_power_w", row),
      serverMultiplier: try table.positiveNumber("server_multiplier", row),
      memory: try table.positiveNumber("memory_gb", row).map { $0 * gigabyte },
      memoryBandwidth: try table.positiveNumber("memory_bandwidth_gb_per_second", row)
        .map { $0 * gigabyte },
      source: try table.source(row))
  }
}
