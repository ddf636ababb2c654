import ArgumentParser

/// Options that contradict each other, or that would change nothing.
///
/// An option is meant where it was typed; a name may be followed by a value for the message, as in
/// `--bootstrap 0`.
enum OptionConflict {
  /// Refuses options beside others that already say what they say, or the opposite.
  ///
  /// - Parameters:
  ///   - options: The options.
  ///   - others: Options that leave them nothing to say.
  ///   - reason: Why they exclude each other, as a clause.
  /// - Throws: `ValidationError` where one of each was typed.
  static func refuse(
    _ options: [String], with others: [String], because reason: String
  ) throws {
    guard let option = first(of: options), let other = first(of: others) else { return }
    throw ValidationError(
      "\(option) cannot be combined with \(other): \(reason); leave out one of them")
  }

  /// Refuses options that lack what they act on.
  ///
  /// - Parameters:
  ///   - need: What the options need, such as `--watts`.
  ///   - isMet: Whether that is there.
  ///   - options: The options.
  /// - Throws: `ValidationError` for the first that was typed in vain.
  static func require(_ need: String, _ isMet: Bool, for options: [String]) throws {
    guard !isMet, let option = first(of: options) else { return }
    throw ValidationError("\(option) needs \(need)")
  }

  /// Refuses options that have no effect on what the command does.
  ///
  /// - Throws: `ValidationError` for the first that was typed.
  static func refuseIdle(
    _ options: [String], because reason: String, fix: String = "leave it out"
  ) throws {
    guard let option = first(of: options) else { return }
    throw ValidationError("\(option) has no effect here: \(reason); \(fix)")
  }

  private static func first(of options: [String]) -> String? {
    let words = CommandLineWords.current
    return options.first { words.contains(String($0.prefix { $0 != " " })) }
  }
}
