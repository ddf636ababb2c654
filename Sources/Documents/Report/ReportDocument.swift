package import ScalingLaws
package import Statistics

package struct ReportDocument: Document {
  package static let identifier = "report"
  package static let title = "The record of a report"
  package static let writers = "`report`, `fit --report`, as `report.json`"
  package static let summary =
    "The file report.json of the folder that `echelle report` writes, and what `echelle "
    + "report --format json` prints."

  package let title: String
  package let dataset: DatasetSummary
  package let law: Law
  package let objective: ObjectiveSummary
  package let coefficients: [String: Estimate]
  package let derived: [String: Estimate]
  package let certificate: FitCertificate
  package let bootstrap: BootstrapSummary
  package let answer: Nullable<PlansDocument.Plan>
  package let plans: [PlansDocument.Plan]
  package let planRefusal: Nullable<String>
  package let lifetime: Nullable<Lifetime>
  package let lifetimeRefusal: Nullable<String>
  package let profiles: Nullable<Profiles>
  package let profilesRefusal: Nullable<String>
  package let published: [Published]
  package let figures: [Drawing]
  package let omittedFigures: [Omission]
  package let companions: [String]
  package let provenance: Provenance
  package let commands: [String]
  package let remarks: [Remark]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case title, dataset, law, objective, coefficients, derived, certificate, bootstrap, answer
    case plans, planRefusal, lifetime, lifetimeRefusal, profiles, profilesRefusal, published
    case figures, omittedFigures, companions, provenance, commands, remarks
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .title: "The title of the dataset, or its name."
    case .dataset: "The runs of the fit; they are in data/runs.csv."
    case .law: "The law."
    case .objective: "The objective."
    case .coefficients:
      Field(
        "The coefficients by symbol; their draws are in data/draws.csv.",
        .defined("fit-2.schema.json#/properties/coefficients"))
    case .derived:
      Field(
        "Quantities computed from the coefficients.",
        .defined("fit-2.schema.json#/properties/derived"))
    case .certificate: "Evidence that the fit is the lowest minimum found."
    case .bootstrap: "How the intervals were computed."
    case .answer:
      Field("The plan for the report's budget; null where there is none.")
    case .plans: "Plans by increasing budget, four per decade."
    case .planRefusal: "Why there are no plans; null where there are some."
    case .lifetime:
      Field(
        "The model to train for the answer's loss when it will also be served; null "
          + "where there is no such plan.")
    case .lifetimeRefusal: "Why there is no lifetime; null where there is one."
    case .profiles:
      Field("The optima at the runs' own compute budgets; null where they have none.")
    case .profilesRefusal: "Why there are no profiles; null where there are some."
    case .published: "Published fits of this law to these runs."
    case .figures: "The figures."
    case .omittedFigures: "The figures that could not be drawn."
    case .companions: "The schemas of the other documents in the report."
    case .provenance: "The software and settings of the fit."
    case .commands: "The shell commands that reproduce the report."
    case .remarks:
      Field("Caveats about the fit and the answer, most severe first.", added: [])
    }
  }
}

extension ReportDocument {
  package struct Law: Described {
    package static let summary = "The law."

    package let name: String
    package let equation: String
    package let coefficients: [String]
    package let citation: Nullable<String>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, equation, coefficients, citation
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "Its name."
      case .equation: "The law as an equation."
      case .coefficients: "The symbols of the coefficients, in their order."
      case .citation: "Its source; null where it has none."
      }
    }
  }
}

extension ReportDocument {
  package struct Lifetime: Described {
    package static let summary =
      "The model to train for the answer's loss when it will also be served; null where "
      + "there is no such plan."

    package let loss: Double
    package let serving: String
    package let uses: [Use]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case loss, serving, uses
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .loss: "The loss of all these models."
      case .serving: "The assumed energy of serving."
      case .uses: "The uses, by increasing tokens served."
      }
    }
  }
}

extension ReportDocument {
  package struct Use: Described {

    package let plan: PlansDocument.Plan
    package let computeOptimalEnergy: UnitEstimate

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case plan, computeOptimalEnergy
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .plan: "The model that minimises the energy of training and serving."
      case .computeOptimalEnergy:
        Field(
          "The energy of training and serving the model that minimises training compute, "
            + "in MWh.")
      }
    }
  }
}

extension ReportDocument {
  package struct Profiles: Described {
    package static let summary =
      "The optima at the runs' own compute budgets; null where they have none."

    package let curve: String
    package let tokenSource: String
    package let weighted: Bool
    package let a: Nullable<Estimate>
    package let budgets: [Budget]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case curve, tokenSource, weighted, a, budgets
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .curve:
        Field("The curve through the runs of a budget.", .among(["cubic", "parabola"]))
      case .tokenSource:
        Field(
          "The source of D*: given, the D of the runs interpolated in log N at N*; or "
            + "from-compute, C/(k·N*), where the runs have no other D.",
          .among(["given", "from-compute"]), added: "from-compute")
      case .weighted:
        Field("Whether runs have unequal weights.", added: false)
      case .a:
        Field(
          "The exponent of N* in C from these optima; null where fewer than three "
            + "budgets have one.")
      case .budgets: "The budgets, by increasing compute."
      }
    }
  }
}

extension ReportDocument {
  package struct Budget: Described {
    package static let summary = "A budget."

    package let compute: Double
    package let runs: Int
    package let parameterCount: Nullable<Estimate>
    package let tokenCount: Nullable<Estimate>
    package let loss: Nullable<Estimate>
    package let refusal: Nullable<String>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case compute, runs, parameterCount, tokenCount, loss, refusal
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .compute:
        Field("C, the geometric mean of its runs' compute, in FLOP.", .positive)
      case .runs:
        Field("The number of its runs.", .atLeast(1))
      case .parameterCount: "N*, in parameters; null where there is none."
      case .tokenCount: "D*, in tokens; null where there is none."
      case .loss:
        Field("The curve's loss at N*, in the unit of the dataset; null where there is none.")
      case .refusal: "Why there is no optimum; null where there is one."
      }
    }
  }
}

extension ReportDocument {
  package struct Published: Described {
    package static let summary = "A published fit."

    package let label: String
    package let coefficients: [String: Double]
    package let standardErrors: [String: Double]
    package let source: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case label, coefficients, standardErrors, source
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .label: "Its label."
      case .coefficients: "Its coefficients by symbol."
      case .standardErrors:
        Field("Published standard errors of coefficients and derived quantities.")
      case .source: "Where it was published."
      }
    }
  }
}

extension ReportDocument {
  package struct Drawing: Described {
    package static let summary = "A figure, figures/NAME.svg, .png, .pdf and .gp."

    package let name: String
    package let title: String
    package let description: String
    package let tables: [String]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, title, description, tables
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "The stem of its files."
      case .title: "Its title."
      case .description: "What it shows."
      case .tables: "The tables it is drawn from, data/NAME.csv."
      }
    }
  }
}

extension ReportDocument {
  package struct Omission: Described {
    package static let summary = "A figure that could not be drawn."

    package let title: String
    package let reason: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case title, reason
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .title: "Its title."
      case .reason: "Why it could not be drawn."
      }
    }
  }
}
