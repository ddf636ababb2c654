import EnergyModel
package import Statistics

package struct PlansDocument: Document {
  package static let identifier = "plans"
  package static let title = "Planned training runs"
  package static let writers = "`plan`"
  package static let summary = "What `echelle plan --format json` writes."

  package let plans: [Plan]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case plans
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .plans: "The plans: those of the first fit, then those of the next."
    }
  }
}

extension PlansDocument {
  package struct Plan: Described {
    package static let home: String? = "plans-1"
    package static let summary = "The compute-optimal training run for one target."

    package let dataset: String
    package let law: String
    package let target: Target
    package let compute: UnitEstimate
    package let parameterCount: UnitEstimate
    package let tokenCount: UnitEstimate
    package let tokensPerParameter: UnitEstimate
    package let quantity: String
    package let loss: UnitEstimate
    package let acceleratorTime: UnitEstimate
    package let energy: UnitEstimate
    package let emissions: UnitEstimate
    package let serving: Nullable<Serving>
    package let variable: Nullable<Variable>
    package let calibrated: Nullable<Calibrated>
    package let decadesBeyondData: DecadesBeyondData
    package let energyModel: EnergyForm
    package let notes: [String]
    package let remarks: [Remark]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case dataset, law, target, compute, parameterCount, tokenCount, tokensPerParameter, quantity
      case loss, acceleratorTime, energy, emissions, serving, variable, calibrated
      case decadesBeyondData, energyModel, notes, remarks
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .dataset: "The name of the dataset that the law was fitted to."
      case .law: "The name of the law."
      case .target:
        Field(
          "The target: a compute, a loss, accelerators and days, an energy, emissions "
            + "or money. The others are null.")
      case .compute: "C, in FLOP; null where it is not in a law of one variable."
      case .parameterCount:
        "The optimal N, in parameters; null where it is not in a law of one variable."
      case .tokenCount:
        "The optimal D, in tokens; null where it is not in a law of one variable."
      case .tokensPerParameter: "D/N at the optimum, in tokens per parameter."
      case .quantity:
        Field("The predicted quantity: loss, or the fitted column.", added: "loss")
      case .loss: "The loss of the planned model, in the unit of the fitted runs."
      case .acceleratorTime: "The time on one accelerator, in hours."
      case .energy: "The energy at the boundary of energyModel, in MWh."
      case .emissions: "The emissions of electricity generation, in tCO2e."
      case .serving:
        Field(
          "Serving, where a lifetime was planned; otherwise null. A budget in target "
            + "is then for training and serving together.")
      case .variable:
        Field(
          "The variable of a law of one variable, which has no optimum of N and D; otherwise null.",
          added: JSON.null)
      case .calibrated:
        Field(
          "The plan by an ensemble of laws, whose intervals allow for laws that are only nearly true; null where "
            + "there is none.", added: JSON.null)
      case .decadesBeyondData:
        Field("How far the plan extrapolates beyond the fitted runs, in decades.")
      case .energyModel:
        Field("The energy's boundary, evidence and assumptions.")
      case .notes: "Caveats about the figures, one sentence each."
      case .remarks:
        Field("Caveats about the fit and the plan, most severe first.", added: [])
      }
    }
  }
}

extension PlansDocument {
  package struct Calibrated: Described {
    package static let summary =
      "A plan by an ensemble of laws; the estimates are medians. Figures that the laws do not decide are null."

    package let compute: Nullable<UnitEstimate>
    package let parameterCount: UnitEstimate
    package let tokenCount: UnitEstimate
    package let tokensPerParameter: UnitEstimate
    package let loss: UnitEstimate
    package let energy: Nullable<UnitEstimate>
    package let emissions: Nullable<UnitEstimate>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case compute, parameterCount, tokenCount, tokensPerParameter, loss, energy, emissions
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .compute: "C, in FLOP."
      case .parameterCount: "The optimal N, in parameters."
      case .tokenCount: "The optimal D, in tokens."
      case .tokensPerParameter: "D/N at the optimum, in tokens per parameter."
      case .loss: "The loss of a new run with the optimal N and D."
      case .energy: "The energy at the boundary of energyModel, in MWh."
      case .emissions: "The emissions of electricity generation, in tCO2e."
      }
    }
  }
}

extension PlansDocument {
  package struct Target: Described {
    package static let summary =
      "The target: a compute, a loss, accelerators and days, an energy, emissions or "
      + "money. The others are null."

    package let compute: Nullable<Double>
    package let loss: Nullable<Double>
    package let accelerators: Nullable<Int>
    package let days: Nullable<Double>
    package let energy: Nullable<Double>
    package let emissions: Nullable<Double>
    package let money: Nullable<Double>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case compute, loss, accelerators, days, energy, emissions, money
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .compute:
        Field("A compute budget, in FLOP.", .positive)
      case .loss:
        Field("A loss to reach, in the unit of plans[].loss.", .positive)
      case .accelerators:
        Field("A number of accelerators of energyModel.hardware.", .atLeast(1))
      case .days:
        Field("The number of days they are available.", .positive)
      case .energy:
        Field("The energy of the facility, in MWh.", .positive)
      case .emissions:
        Field("Emissions of electricity generation, in tCO2e.", .positive)
      case .money:
        Field("Money, in the currency of the prices.", .positive)
      }
    }
  }
}

extension PlansDocument {
  package struct Serving: Described {
    package static let summary =
      "Serving, where a lifetime was planned; otherwise null. A budget in target is "
      + "then for training and serving together."

    package let tokens: Double
    package let kappa: Nullable<Double>
    package let energy: UnitEstimate
    package let lifetimeEnergy: UnitEstimate
    package let share: UnitEstimate
    package let hardware: Nullable<String>
    package let precision: Nullable<String>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case tokens, kappa, energy, lifetimeEnergy, share, hardware, precision
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .tokens:
        Field("The tokens to be served.", .positive)
      case .kappa:
        Field(
          "Energy per inference FLOP divided by energy per training FLOP; null where the energy "
            + "is modelled on measured configurations.", .nonNegative)
      case .energy: "The energy of serving, in MWh."
      case .lifetimeEnergy: "The energy of training and serving, in MWh."
      case .share: "The share of serving in the total energy."
      case .hardware: "The serving accelerator; null where kappa is given."
      case .precision:
        Field("The weight format for serving; null where kappa is given.")
      }
    }
  }
}

extension PlansDocument {
  package struct Variable: Described {
    package static let summary = "The variable of a law of one variable, in a plan."

    package let symbol: String
    package let value: UnitEstimate
    package let lower: Double
    package let upper: Double
    package let reached: Nullable<Int>
    package let draws: Int

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case symbol, value, lower, upper, reached, draws
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .symbol: "The symbol of the variable: C, N, D or a column."
      case .value:
        Field(
          "The value at which the law reaches the target loss, or the compute of the budget. An "
            + "upper end of its interval that is null has no bound.")
      case .lower: "The lower bound of the values that were searched."
      case .upper: "The upper bound of the values that were searched."
      case .reached:
        Field(
          "The number of draws of the law that reach the target loss; null for other targets.",
          .nonNegative)
      case .draws: Field("The number of draws of the law.", .nonNegative)
      }
    }
  }
}

extension PlansDocument {
  package struct EnergyForm: Described {
    package static let summary =
      "The energy's boundary, evidence and assumptions."

    package let hardware: String
    package let precision: String
    package let boundary: String
    package let evidence: String
    package let assumptions: [AssumptionForm]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case hardware, precision, boundary, evidence, assumptions
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .hardware: "The name of the accelerator."
      case .precision:
        Field("The precision of the bulk of the arithmetic.", .cases(of: NumericPrecision.self))
      case .boundary:
        Field("The boundary of the energy.", .cases(of: EnergyBoundary.self))
      case .evidence:
        Field("How the energy was obtained.", .cases(of: EnergyEvidence.self))
      case .assumptions: "The assumptions, in the order of the calculation."
      }
    }
  }
}
