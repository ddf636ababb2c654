/// The version of Echelle, which every fit records.
public let echelleVersion = "0.1.0"
