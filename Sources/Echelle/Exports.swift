@_exported public import EnergyModel
@_exported public import LeastSquares
@_exported public import Planning
@_exported public import ScalingLaws
@_exported public import Statistics
@_exported public import Studies
@_exported public import TrainingLogs
@_exported public import TrainingRuns
