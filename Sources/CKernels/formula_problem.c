// The points of a fit of a formula in memory, and the room that its programs work in.
#include "FormulaProgram.h"

#include <stdlib.h>

// Lines of the cache, and the widest vectors, are this many doubles.
enum { ALIGNMENT = 8 };

static long padded(long count) {
  return (count + FORMULA_PADDING - 1) / FORMULA_PADDING * FORMULA_PADDING;
}

// Repeats the last point with weight 0: what is finite at the points is finite in the padding.
static void pad(formula_problem *problem, long count) {
  problem->count = count;
  problem->paddedCount = padded(count);
  for (long i = count; i < problem->paddedCount; i++) {
    problem->weight[i] = 0;
    problem->target[i] = problem->target[count - 1];
    for (int j = 0; j < problem->program->columnCount; j++)
      problem->slots[j][i] = problem->slots[j][count - 1];
  }
}

formula_problem *echelle_formula_create(const formula_program *program, long capacity) {
  formula_problem *problem = calloc(1, sizeof *problem);
  if (!problem) return NULL;
  problem->above = 1;
  problem->program = program;
  // One place more than points, where echelle_formula_resample writes a point that does not stay.
  problem->capacity = padded(capacity + 1);
  const int columns = program->columnCount, scalars = program->scalarCount;
  const int slots = columns + scalars + program->registerCount;
  const int pairs = program->slopeCount * (program->slopeCount + 1) / 2 + program->sumCount;
  const int bent = program->slopeCount > 0 ? program->slopeCount : 1;
  const long doubles = problem->capacity * (columns + 2) + (long)ALIGNMENT * (scalars + pairs) +
                       (long)FORMULA_BLOCK * (program->registerCount + 1 + bent);

  double *block = aligned_alloc(ALIGNMENT * sizeof *block, (size_t)doubles * sizeof *block);
  problem->slots = calloc((size_t)slots, sizeof *problem->slots);
  problem->strides = calloc((size_t)slots, sizeof *problem->strides);
  problem->masks = calloc((size_t)slots, sizeof *problem->masks);
  problem->target = block;
  if (!block || !problem->slots || !problem->strides || !problem->masks) {
    echelle_formula_destroy(problem);
    return NULL;
  }
  for (long i = 0; i < doubles; i++) block[i] = 0;

  block += problem->capacity;
  problem->weight = block;
  block += problem->capacity;
  for (int slot = 0; slot < slots; slot++) {
    const int isColumn = slot < columns, isScalar = !isColumn && slot < columns + scalars;
    problem->slots[slot] = block;
    problem->strides[slot] = isColumn;
    problem->masks[slot] = isScalar ? 0 : -1;
    block += isColumn ? problem->capacity : isScalar ? ALIGNMENT : FORMULA_BLOCK;
  }
  for (int k = 0; k < program->constantCount; k++)
    for (int lane = 0; lane < ALIGNMENT; lane++)
      problem->slots[columns + program->coefficientCount + k][lane] = program->constants[k];
  problem->slope = block;
  problem->bent = block + FORMULA_BLOCK;
  problem->sums = problem->bent + (long)FORMULA_BLOCK * bent;
  return problem;
}

void echelle_formula_destroy(formula_problem *problem) {
  if (!problem) return;
  free(problem->target);
  free(problem->slots);
  free(problem->strides);
  free(problem->masks);
  free(problem);
}

void echelle_formula_fill(formula_problem *problem, long count, const double *target,
                          const double *inputs,
                  const double *weight, int isLevelSpace) {
  problem->isLevelSpace = isLevelSpace;
  for (long i = 0; i < count; i++) {
    problem->target[i] = target[i];
    problem->weight[i] = weight[i];
    for (int j = 0; j < problem->program->inputCount; j++)
      problem->slots[j][i] = inputs[j * count + i];
  }
  pad(problem, count);
}

long echelle_formula_resample(formula_problem *to, const formula_problem *from,
                      const double *multiplicity) {
  to->isLevelSpace = from->isLevelSpace;
  to->above = from->above;
  const formula_program *program = from->program;
  // Which points stay is as good as random, so each is written without a branch, and the place moves
  // on if it stays.
  long count = 0;
  for (long i = 0; i < from->count; i++) {
    const double weight = from->weight[i] * multiplicity[i];
    to->weight[count] = weight;
    to->target[count] = from->target[i];
    count += weight != 0;
  }
  for (int j = 0; j < program->columnCount; j++) {
    if (!program->isRead[j]) continue;
    const double *source = from->slots[j];
    double *result = to->slots[j];
    long place = 0;
    for (long i = 0; i < from->count; i++) {
      result[place] = source[i];
      place += from->weight[i] * multiplicity[i] != 0;
    }
  }
  pad(to, count);
  return count;
}
