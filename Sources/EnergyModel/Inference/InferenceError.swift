public import Diagnostics

/// Why the energy of inference could not be estimated.
public enum InferenceError: Error, Equatable, Sendable {
  /// The named quantity is zero, negative or not finite.
  case notPositive(String, Double)
  /// More active than total parameters.
  case activeAboveTotal(Double, Double)
  /// The chip's row lacks a figure that the scaling needs.
  case unknownFigure(String, hardware: String)
  /// The table of coefficients has no row for a term.
  case missingCoefficient(String, accelerator: String)
}

extension InferenceError: Diagnosed {
  /// What is wrong, why, and how to fix it.
  public var diagnostic: Diagnostic {
    Diagnostic(what: what, why: why, fix: fix, category: .usage)
  }

  private var what: Phrase {
    switch self {
    case .notPositive(let name, let value): "\(name): expected a positive number, found \(value)"
    case .activeAboveTotal(let active, let total):
      "\(active) active parameters exceed the total of \(total)"
    case .unknownFigure(let figure, let hardware): "no \(figure) is available for \(hardware)"
    case .missingCoefficient(let term, let accelerator):
      "coefficients.csv has no row '\(term)' for \(accelerator)"
    }
  }

  private var why: Phrase {
    switch self {
    case .notPositive: "serving energy is defined only for positive numbers"
    case .activeAboveTotal: "active parameters are the subset that processes a token"
    case .unknownFigure:
      "energies measured on another chip are scaled by it"
    case .missingCoefficient: "the calibrated model needs a coefficient for every term"
    }
  }

  private var fix: Phrase {
    switch self {
    case .notPositive(let name, _): "give a positive number of \(name)"
    case .activeAboveTotal: "pass \(.activeParameters) with at most \(.parameters)"
    case .unknownFigure:
      "choose an accelerator that has it, such as h100-sxm, or add it to accelerators.csv"
    case .missingCoefficient: "restore datasets/inference-energy/coefficients.csv"
    }
  }
}
