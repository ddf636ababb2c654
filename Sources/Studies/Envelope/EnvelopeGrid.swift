#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Training curves interpolated at compute values evenly spaced in log C, once for all replicates.
struct EnvelopeGrid: Sendable {
  private let curves: [TrainingCurve]
  private let logCompute: [Double]
  /// The curves that cover each value, by increasing size, with log L and log D.
  private let readings: [[Reading]]

  private struct Reading: Sendable {
    let curve: Int
    let logLoss: Double
    let logTokens: Double
  }

  /// Interpolates curves given by increasing size.
  ///
  /// The values are integer multiples of a step in log C, so that they do not depend on where the curves
  /// begin.
  init(_ curves: [TrainingCurve], valuesPerDecade: Int) {
    self.curves = curves
    let step = log(10) / Double(valuesPerDecade)
    let lowest = curves.compactMap(\.logCompute.first).min() ?? 0
    let highest = curves.compactMap(\.logCompute.last).max() ?? 0
    let multiples = Int((lowest / step).rounded(.up))..<Int((highest / step).rounded(.down)) + 1
    logCompute = multiples.map { Double($0) * step }
    readings = logCompute.map { logCompute in
      curves.indices.filter { curves[$0].covers(logCompute) }.map { curve in
        let value = curves[curve].value(at: logCompute)
        return Reading(curve: curve, logLoss: value.logLoss, logTokens: value.logTokens)
      }
    }
  }

  /// The best curve at each value that any present curve reaches, and whether the point is usable.
  private func best(
    among isPresent: [Bool]
  ) -> [(index: Int, reading: Reading, refusal: EnvelopeRefusal?)] {
    readings.indices.compactMap { index in
      let present = readings[index].filter { isPresent[$0.curve] }
      guard let best = present.min(by: { $0.logLoss < $1.logLoss }),
        let smallest = present.first.map({ size($0) }), let largest = present.last.map({ size($0) })
      else { return nil }
      let refusal: EnvelopeRefusal? =
        if !present.contains(where: { size($0) > smallest && size($0) < largest }) {
          .tooFewSizes
        } else if size(best) == smallest {
          .smallest
        } else if size(best) == largest {
          .largest
        } else {
          nil
        }
      return (index, best, refusal)
    }
  }

  private func size(_ reading: Reading) -> Double { curves[reading.curve].parameterCount }

  /// The usable points; none if they come from fewer than three sizes, which do not determine a
  /// line.
  func allocation(among isPresent: [Bool]) -> AllocationPoints {
    let best = best(among: isPresent).filter { $0.refusal == nil }
    guard Set(best.map { size($0.reading) }).count >= fewestAllocationPoints else {
      return AllocationPoints()
    }
    var points = AllocationPoints()
    for (index, reading, _) in best {
      points.append(
        logCompute: logCompute[index], logParameters: log(size(reading)),
        logTokens: reading.logTokens)
    }
    return points
  }

  /// The envelope.
  func points(among isPresent: [Bool]) -> [EnvelopePoint] {
    best(among: isPresent).map { index, reading, refusal in
      let curve = curves[reading.curve]
      return EnvelopePoint(
        compute: exp(logCompute[index]), run: curve.name, parameterCount: curve.parameterCount,
        tokenCount: exp(reading.logTokens), loss: exp(reading.logLoss),
        shareOfRun: exp(logCompute[index] - (curve.logCompute.last ?? .nan)), refusal: refusal)
    }
  }
}
