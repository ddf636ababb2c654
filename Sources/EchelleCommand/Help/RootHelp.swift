import ArgumentParser

/// The help of the program: examples, then the commands in groups.
struct RootHelp {
  var text: String {
    let configuration = Echelle.configuration
    let discussion = Discussion(configuration.discussion)
    let groups = configuration.groupedSubcommands.map { group in
      "\(group.name)\n"
        + HelpText.commands(
          group.subcommands.map { ($0._commandName, $0.configuration.abstract) })
    }
    let sections = [
      configuration.abstract, "Start here\n" + (discussion.examples ?? ""),
      groups.joined(separator: "\n"),
      HelpText.wrapped(discussion.prose),
    ]
    return sections.joined(separator: "\n\n") + "\n"
  }
}
