import EnergyModel
package import Planning

extension Serving.Cost {
  /// What serving is assumed to take, as the end of a sentence.
  package var text: String {
    switch self {
    case .ratio(let ratio):
      return
        "a FLOP of serving takes \(NumberText.significant(ratio)) times the energy of one of training"
    case .modelled(let model):
      let origin =
        model.calibratedOn == model.hardware.name
        ? "calibrated on measurements there"
        : "carried over from measurements on \(model.calibratedOn)"
      return "serving is predicted at the boundary of the facility: \(model.hardware.title), "
        + "\(model.precision.rawValue) weights, \(NumberText.fixed(model.batch, decimals: 0)) requests decoded "
        + "together, \(NumberText.percent(model.outputShare)) of the tokens written; \(origin)"
    }
  }
}
