/// The version of Echelle, which every fit records.
public let echelleVersion = "0.2.0"
