import CKernels
import Formulas
import Statistics

/// The names of the kernels that this machine can run.
let kernelNames = (0..<echelle_vector_kernel_count()).compactMap { index in
  echelle_vector_kernel_at(index).map { String(cString: $0.pointee.name) }
}

/// Whether the tests were built with optimisation.
var isOptimized: Bool {
  #if DEBUG
    false
  #else
    true
  #endif
}

/// A random formula in the columns x, y and the coefficients a, b, c, with values of moderate size
/// where x and y are in (1, 3) and the coefficients in (0.2, 1.2).
func randomFormula(_ random: inout RandomStream, depth: Int = 4) -> String {
  func inner() -> String { randomFormula(&random, depth: depth - 1) }
  guard depth > 0, random.uniform() > 0.1 else {
    return ["x", "y", "a", "b", "c", "2", "0.5", "1", "0"][random.index(below: 9)]
  }
  switch random.index(below: 17) {
  case 0, 1, 2: return "(\(inner()) + \(inner()))"
  case 3: return "(\(inner()) - \(inner()))"
  case 4, 5, 6: return "\(inner()) * \(inner())"
  case 7: return "\(inner()) / (2 + (\(inner()))^2)"
  case 8: return "x^(\(inner()))"
  case 9: return "(1 + (\(inner()))^2)^(b * sin(\(inner())))"
  case 10: return "exp(-(\(inner()))^2)"
  case 11: return "log(1.5 + (\(inner()))^2)"
  case 12: return "sqrt(1 + (\(inner()))^2)"
  case 13: return ["sin", "cos", "atan", "erf", "tanh"][random.index(below: 5)] + "(\(inner()))"
  case 14: return "-(\(inner()))"
  case 15: return "tan(sin(\(inner())))"
  default: return ["min", "max"][random.index(below: 2)] + "(\(inner()), 0.7 + \(inner()))"
  }
}

/// Whether two numbers agree to a share of their size, or of `scale`, or are both NaN or infinite.
func agree(_ a: Double, _ b: Double, tolerance: Double, scale: Double = 0) -> Bool {
  if a.isNaN || b.isNaN { return a.isNaN && b.isNaN }
  if a == b { return true }
  return abs(a - b) <= tolerance * max(abs(a), abs(b), scale)
}
