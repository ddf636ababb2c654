import ScalingLaws
import Studies

// What the schemas of fits and of the three approaches define.

extension DatasetSummary: Shaped {
  static var shape: Shape { .reference("fit-2.schema.json#/properties/dataset") }
}

extension DatasetSummary.Extent: Shaped {
  static var shape: Shape { .reference("fit-2.schema.json#/$defs/extent") }
}

extension FittedLaw: Shaped {
  static var shape: Shape { .reference("fit-2.schema.json") }
}

extension Provenance: Shaped {
  static var shape: Shape { .reference("fit-2.schema.json#/properties/provenance") }
}

extension FitCertificate: Shaped {
  static var shape: Shape { .reference("fit-2.schema.json#/properties/certificate") }
}

extension ObjectiveSummary: Shaped {
  static var shape: Shape { .reference("fit-2.schema.json#/properties/objective") }
}

extension BootstrapSummary: Shaped {
  static var shape: Shape { .reference("fit-2.schema.json#/properties/bootstrap") }
}

extension ResamplingOptions: Shaped {
  static var shape: Shape { .reference("approach-1.schema.json#/$defs/resampling") }
}

extension MethodProvenance: Shaped {
  static var shape: Shape { .reference("approach-1.schema.json#/$defs/provenance") }
}
