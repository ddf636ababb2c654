package struct ErrorDocument: Document {
  package static let identifier = "error"
  package static let title = "Error"
  package static let writers = "every command that fails, on standard error"
  package static let summary =
    "What a command run with `--format json` writes to standard error, on one line, when it fails."

  package let category: Category
  package let exitStatus: Int
  package let message: String
  package let why: Nullable<String>
  package let fix: Nullable<String>
  package let origin: Nullable<Origin>
  package let excerpt: Nullable<Excerpt>

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case category, exitStatus, message, why, fix, origin, excerpt
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .category: "The cause: the request, the data in a file, the machine, or a signal."
    case .exitStatus: Field("The exit status of the command.", .atLeast(1), .atMost(255))
    case .message:
      Field("The error, on one line; several errors in one input have one line each.", .notEmpty)
    case .why: "Why that is an error; null where it is obvious."
    case .fix: "How to fix it, with the options of the command; null where no fix is known."
    case .origin: "Where the error is; null where the message says so."
    case .excerpt:
      "The text with the error, from an option or a descriptor; null where there is none."
    }
  }
}

extension ErrorDocument {
  /// What kind of error it is, which decides the exit status.
  package enum Category: String, Codable, CaseIterable, Sendable {
    case usage, data, system, interruption
  }

  package struct Origin: Described {
    package static let summary = "A place in a file, the value of an option, or a named object."

    package let file: Nullable<String>
    package let line: Nullable<Int>
    package let column: Nullable<Int>
    package let option: Nullable<String>
    package let document: Nullable<String>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case file, line, column, option, document
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .file: "The file as it was named; <stdin> for standard input; null for other places."
      case .line: Field("The line, from 1; null for the whole file.", .atLeast(1))
      case .column:
        Field("The character in the line, from 1; null for the whole line.", .atLeast(1))
      case .option: "The option, or several; null for other places."
      case .document: "The name of runs, a fit, a figure or a batch; null for other places."
      }
    }
  }

  package struct Excerpt: Described {
    package let text: String
    package let offset: Int

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case text, offset
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .text: "The line."
      case .offset: Field("The position in the line, in characters from 0.", .nonNegative)
      }
    }
  }
}
