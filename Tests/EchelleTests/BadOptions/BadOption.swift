import Foundation
import Testing

/// Words on the command line that are refused, and what is said.
struct BadOption: Sendable, CustomTestStringConvertible {
  let arguments: [String]
  let errors: String

  var testDescription: String { arguments.joined(separator: " ") }

  init(_ arguments: [String], _ errors: String) {
    self.arguments = arguments
    self.errors = errors
  }
}
