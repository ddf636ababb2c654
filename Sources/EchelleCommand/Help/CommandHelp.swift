import ArgumentParser

/// The help of one command: its main options, or all of them.
struct CommandHelp {
  private let path: CommandPath
  private let isFull: Bool
  private let description: CommandDescription

  init(_ path: CommandPath, isFull: Bool) throws {
    self.path = path
    self.isFull = isFull
    description = try CommandDescription(path.command)
  }

  var text: String {
    let configuration = path.command.configuration
    let sections = [
      HelpText.wrapped(configuration.abstract), HelpText.wrapped("Usage: \(usage)"),
      HelpText.wrapped(Discussion(configuration.discussion).prose),
      Discussion(configuration.discussion).examples.map { "Examples\n\($0)" } ?? "",
      subcommands, arguments, options,
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var words: String { (["echelle"] + path.names).joined(separator: " ") }

  private var usage: String {
    guard path.subcommands.isEmpty else { return "\(words) <command> [options]" }
    let positional = description.arguments.filter { $0.kind == "positional" }.map(Self.label)
    let required = description.options.filter { !$0.isOptional && $0.defaultValue == nil }
      .map { "\($0.longName ?? "") <\($0.valueName ?? "")>" }
    return ([words] + positional + required + ["[options]"]).joined(separator: " ")
  }

  private var subcommands: String {
    let list = path.command.configuration.subcommands
    guard !list.isEmpty else { return "" }
    return "Commands\n"
      + HelpText.commands(list.map { ($0._commandName, $0.configuration.abstract) })
      + "\n\nHelp for one of them: echelle help \(path.names.joined(separator: " ")) "
      + list[0]._commandName
  }

  private var arguments: String {
    let positional = description.arguments.filter { $0.kind == "positional" }
    guard !positional.isEmpty else { return "" }
    return "Arguments\n" + positional.map { Self.entry($0, isFull: true) }.joined(separator: "\n")
  }

  private var options: String {
    guard path.subcommands.isEmpty else { return "" }
    guard !isFull, let many = path.command as? any ManyOptions.Type else {
      return Self.grouped(description.options)
    }
    let main = many.mainOptions.compactMap { name in
      description.options.first { $0.longName == "--\(name)" }
    }
    let further = description.options.count - main.count
    return "Main options\n" + main.map { Self.entry($0, isFull: false) }.joined(separator: "\n")
      + "\n\n\(further) more: echelle help \(path.names.joined(separator: " ")) --all"
  }

  /// The options under the titles of their groups, those without one first.
  private static func grouped(_ options: [CommandDescription.Argument]) -> String {
    var titles: [String] = []
    for option in options {
      let title = option.sectionTitle ?? "Options"
      if !titles.contains(title) { titles.append(title) }
    }
    return titles.map { title in
      let members = options.filter { ($0.sectionTitle ?? "Options") == title }
      return "\(title)\n" + members.map { entry($0, isFull: true) }.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private static func entry(_ argument: CommandDescription.Argument, isFull: Bool) -> String {
    var text = argument.abstract ?? ""
    var facts: [String] = []
    if let values = argument.allValues, !values.isEmpty {
      facts.append("values: " + values.joined(separator: ", "))
      // Beside the values, a default in the abstract makes a second pair of parentheses.
      if let place = text.firstRange(of: " (default: "), text.hasSuffix(")") {
        facts.append("default: " + text[place.upperBound...].dropLast())
        text = String(text[..<place.lowerBound])
      }
    }
    if let value = argument.defaultValue, argument.kind != "flag" {
      facts.append("default: \(value.hasSuffix(".0") ? String(value.dropLast(2)) : value)")
    }
    if !facts.isEmpty { text += " (\(facts.joined(separator: "; ")))" }
    if isFull, let discussion = argument.discussion { text += " " + discussion }
    return HelpText.entry(label(argument), text)
  }

  private static func label(_ argument: CommandDescription.Argument) -> String {
    let value = "<\(argument.valueName ?? "value")>"
    switch argument.kind {
    case "positional":
      let word = value + (argument.isRepeating ? "..." : "")
      return argument.isOptional ? "[\(word)]" : word
    case "option": return argument.spelledNames.joined(separator: ", ") + " " + value
    default: return argument.spelledNames.joined(separator: ", ")
    }
  }
}
