// The points of a fit in memory: one block of columns, each padded to whole vectors.
#include "VectorKernel.h"

#include <math.h>
#include <stdlib.h>

static int column_count(const power_sum_problem *problem) {
  int count = 0;
  for (int t = 0; t < problem->termCount; t++) count += problem->factorCounts[t];
  return count;
}

static long padded(long count) {
  return (count + POWER_SUM_PADDING - 1) / POWER_SUM_PADDING * POWER_SUM_PADDING;
}

// Padding repeats harmless values: weight 0, everything else such that its residual is finite.
static void pad(power_sum_problem *problem, long count) {
  problem->count = count;
  problem->paddedCount = padded(count);
  const int columns = column_count(problem);
  for (long i = count; i < problem->paddedCount; i++) {
    ((double *)problem->weight)[i] = 0;
    ((double *)problem->target)[i] = 0;
    ((double *)problem->base)[i] = 1;
    for (int j = 0; j < columns; j++) ((double *)problem->columns[j])[i] = 0;
  }
}

power_sum_problem *echelle_power_sum_create(int termCount, const int *factorCounts,
                                            int poweredCount, int isLogPower, long capacity) {
  power_sum_problem *problem = calloc(1, sizeof *problem);
  if (!problem) return NULL;
  problem->above = 1;
  problem->termCount = termCount;
  problem->poweredCount = poweredCount;
  problem->isLogPower = isLogPower;
  for (int t = 0; t < termCount; t++) problem->factorCounts[t] = factorCounts[t];
  problem->capacity = padded(capacity);
  const int columns = column_count(problem);
  double *block = calloc((size_t)(problem->capacity * (columns + 3)), sizeof *block);
  if (!block) {
    free(problem);
    return NULL;
  }
  problem->weight = block;
  problem->target = block + problem->capacity;
  problem->base = block + 2 * problem->capacity;
  for (int j = 0; j < columns; j++) problem->columns[j] = block + (3 + j) * problem->capacity;
  return problem;
}

void echelle_power_sum_destroy(power_sum_problem *problem) {
  if (!problem) return;
  free((double *)problem->weight);
  free(problem);
}

void echelle_power_sum_fill(power_sum_problem *problem, long count, const double *target,
                    const double *columns, const double *weight, int isLevelSpace) {
  problem->isLevelSpace = isLevelSpace;
  const int columnCount = column_count(problem);
  for (long i = 0; i < count; i++) {
    ((double *)problem->weight)[i] = weight[i];
    ((double *)problem->target)[i] = target[i];
    ((double *)problem->base)[i] = isLevelSpace ? 1 : exp(-target[i]);
    for (int j = 0; j < columnCount; j++)
      ((double *)problem->columns[j])[i] = columns[j * count + i];
  }
  pad(problem, count);
}

long echelle_power_sum_resample(power_sum_problem *to, const power_sum_problem *from,
                        const double *multiplicity) {
  to->isLevelSpace = from->isLevelSpace;
  to->above = from->above;
  const int columns = column_count(from);
  // Which points stay is as good as random, so each is written without a branch, and the place moves
  // on if it stays.
  long count = 0;
  for (long i = 0; i < from->count; i++) {
    const double weight = from->weight[i] * multiplicity[i];
    ((double *)to->weight)[count] = weight;
    ((double *)to->target)[count] = from->target[i];
    ((double *)to->base)[count] = from->base[i];
    for (int j = 0; j < columns; j++) ((double *)to->columns[j])[count] = from->columns[j][i];
    count += weight != 0;
  }
  pad(to, count);
  return count;
}
