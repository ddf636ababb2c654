import EnergyModel
package import Planning

extension Serving.Cost {
  /// What serving is assumed to take, as the end of a sentence.
  package var text: String {
    switch self {
    case .ratio(let ratio):
      return
        "a serving FLOP takes \(NumberText.significant(ratio)) times the energy of a training FLOP"
    case .modelled(let model):
      let origin =
        model.calibratedOn == model.hardware.name
        ? "calibrated on measurements"
        : "scaled from measurements on \(model.calibratedOn)"
      return "predicted serving energy of the facility: \(model.hardware.title), "
        + "\(model.precision.rawValue) weights, \(NumberText.fixed(model.batch, decimals: 0)) requests decoded "
        + "together, \(NumberText.percent(model.outputShare)) output tokens; \(origin)"
    }
  }
}
