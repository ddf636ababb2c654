public import Diagnostics

/// Why the energy of inference could not be estimated.
public enum InferenceError: Error, Equatable, Sendable {
  /// The named quantity is zero, negative or not finite.
  case notPositive(String, Double)
  /// More parameters are said to be active than there are.
  case activeAboveTotal(Double, Double)
  /// The chip's row lacks a figure that the model scales with.
  case unknownFigure(String, hardware: String)
  /// The table of coefficients has no row for a term.
  case missingCoefficient(String, accelerator: String)
}

extension InferenceError: Diagnosed {
  /// What is wrong, why that matters and how to mend it.
  public var diagnostic: Diagnostic {
    Diagnostic(what: what, why: why, fix: fix, category: .usage)
  }

  private var what: Phrase {
    switch self {
    case .notPositive(let name, let value): "\(name): expected a positive number, found \(value)"
    case .activeAboveTotal(let active, let total):
      "\(active) active parameters are more than all \(total)"
    case .unknownFigure(let figure, let hardware): "no \(figure) is known for \(hardware)"
    case .missingCoefficient(let term, let accelerator):
      "coefficients.csv has no row '\(term)' for \(accelerator)"
    }
  }

  private var why: Phrase {
    switch self {
    case .notPositive: "the energy of serving is that of whole tokens of a model that exists"
    case .activeAboveTotal: "the active parameters are the part of them that a token uses"
    case .unknownFigure:
      "measured energies are carried over from another chip in proportion to it"
    case .missingCoefficient: "every term of the calibrated model needs its coefficient"
    }
  }

  private var fix: Phrase {
    switch self {
    case .notPositive(let name, _): "give a positive number of \(name)"
    case .activeAboveTotal: "pass \(.activeParameters) with at most \(.parameters)"
    case .unknownFigure:
      "choose an accelerator with it, such as h100-sxm, or add it to accelerators.csv"
    case .missingCoefficient: "restore datasets/inference-energy/coefficients.csv"
    }
  }
}
