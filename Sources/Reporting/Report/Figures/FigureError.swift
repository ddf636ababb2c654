public import Diagnostics
import Foundation

/// Why a figure was not drawn.
public struct FigureError: Error, Sendable, Equatable {
  /// The name of the figure.
  public var name: String
  /// The error output of gnuplot.
  public var message: String
}

extension FigureError: Diagnosed {
  /// What is wrong, why, and how to mend it.
  public var diagnostic: Diagnostic {
    let lines = message.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let reason = lines.last { !$0.isEmpty } ?? "it failed without a message"
    return Diagnostic(
      origin: Origin(document: "figure '\(name)'"), what: "gnuplot could not draw it",
      why: "\(reason)",
      fix:
        "check that gnuplot is 5.4 or later and has cairo: gnuplot -e 'set terminal pngcairo'",
      category: .system)
  }
}
