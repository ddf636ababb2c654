import Documents
import Studies

extension PublishedFitCheck.Verdict {
  /// How its line stands out.
  var emphasis: TextLine.Emphasis {
    switch self {
    case .passed: .good
    case .failed: .bad
    case .differs, .notFitted: .caution
    }
  }
}
