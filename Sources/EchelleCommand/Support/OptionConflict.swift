import ArgumentParser

/// Options that say the same thing, or of which one takes all effect from the other.
enum OptionConflict {
  /// Refuses `option` beside others that leave nothing for it to say.
  ///
  /// - Parameters:
  ///   - option: The option and whether it was given.
  ///   - others: Options, and whether each was given.
  ///   - reason: Why they exclude each other, as a clause.
  /// - Throws: `ValidationError` where the option and one of the others were given.
  static func refuse(
    _ option: (name: String, isGiven: Bool), with others: [(name: String, isGiven: Bool)],
    because reason: String
  ) throws {
    guard option.isGiven, let other = others.first(where: \.isGiven) else { return }
    throw ValidationError(
      "\(option.name) cannot be combined with \(other.name): \(reason); leave out one of them")
  }

  /// Refuses options that have nothing to act on.
  ///
  /// - Parameters:
  ///   - need: What they need, as a clause after "needs".
  ///   - isMet: Whether that is there.
  ///   - options: Options, and whether each was given.
  /// - Throws: `ValidationError` for the first option that was given in vain.
  static func require(
    _ need: String, _ isMet: Bool, for options: [(name: String, isGiven: Bool)]
  ) throws {
    guard !isMet, let option = options.first(where: \.isGiven) else { return }
    throw ValidationError("\(option.name) needs \(need)")
  }
}
