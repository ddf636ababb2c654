import Documents
import Planning
import ScalingLaws
import Statistics
import Studies
import TrainingRuns

extension ReportRecord {
  /// The record as JSON; the runs and the draws are in the tables beside it.
  public func json() throws -> String { try json(FigureSet(self)) }

  /// The record as JSON, with its figures.
  func json(_ figures: FigureSet) throws -> String {
    try ReportDocument(
      title: title, fit: fit, remarks: remarks,
      planned: ReportDocument.Planned(
        answer: answer, sweep: sweep, refusal: planRefusal, lifetime: lifetime,
        lifetimeRefusal: lifetimeRefusal),
      profiles: (profiles, profilesRefusal), published: published,
      figures: figures.figures.map {
        (
          $0.name, $0.title, $0.description,
          Set($0.panels.flatMap(\.layers).map(\.table)).sorted()
        )
      },
      omitted: figures.omissions.map { ($0.title, $0.reason) },
      companions: companions.map(\.schema), commands: commands
    ).json()
  }

  /// The coefficients in tidy form, as in ``FitReport``.
  public func csv() -> String { FitReport(fits: [fit]).csv() }
}
