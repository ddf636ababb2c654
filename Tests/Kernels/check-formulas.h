// Checks of the formula programs: random instructions over random slots.
#pragma once

#include "check-vectors.h"

enum { MOST_SLOTS = 24, MOST_STEPS = 16, MOST_COEFFICIENTS = 5 };

// A program and what it points to.
typedef struct {
  formula_program program;
  formula_instruction column[MOST_STEPS], scalar[MOST_STEPS], point[MOST_STEPS];
  double constants[4];
  int is_read[MOST_SLOTS], sums[MOST_SLOTS];
  int slope_scalars[MOST_COEFFICIENTS], slopes[MOST_COEFFICIENTS];
  int bend_scalars[MOST_COEFFICIENTS * MOST_COEFFICIENTS], bends[MOST_COEFFICIENTS * MOST_COEFFICIENTS];
} random_program;

// `count` instructions, of which the k-th writes slot `first` + k from slots of `from` to that one.
static formula_instructions random_instructions(
    formula_instruction *room, int count, int first, int from) {
  for (int k = 0; k < count; k++) {
    room[k].operation = (int)random_below(FORMULA_FINITE_OR_ZERO + 1);
    room[k].result = first + k;
    for (int i = 0; i < 3; i++) {
      room[k].operands[i] = from + (int)random_below((size_t)(first + k - from));
    }
  }
  return (formula_instructions){room, count};
}

static void make_program(random_program *r) {
  formula_program *p = &r->program;
  p->coefficientCount = 1 + (int)random_below(MOST_COEFFICIENTS);
  p->inputCount = 1 + (int)random_below(3);
  const int column_steps = (int)random_below(4), scalar_steps = (int)random_below(4);
  p->columnCount = p->inputCount + column_steps;
  p->constantCount = (int)random_below(4);
  for (int k = 0; k < p->constantCount; k++) r->constants[k] = moderate_double();
  p->scalarCount = p->coefficientCount + p->constantCount + scalar_steps;
  p->registerCount = 1 + (int)random_below(8);
  p->constants = r->constants;
  p->isRead = r->is_read;
  for (int j = 0; j < p->columnCount; j++) r->is_read[j] = 1;
  const int registers = p->columnCount + p->scalarCount;
  p->columnProgram = random_instructions(r->column, column_steps, p->inputCount, 0);
  p->scalarProgram =
      random_instructions(r->scalar, scalar_steps, registers - scalar_steps, p->columnCount);
  p->pointProgram = random_instructions(r->point, p->registerCount, registers, 0);
  p->valueLength = 1;
  p->slopeLength = 1 + (int)random_below((size_t)p->registerCount);
  p->value = registers;
  // Slots that the first part has computed, or that are there anyway.
  const int ready = registers + p->slopeLength, slots = registers + p->registerCount;
  p->slopeCount = (int)random_below((size_t)p->coefficientCount + 1);
  p->sumCount = p->slopeCount + (int)random_below(4);
  p->sums = r->sums;
  for (int k = 0; k < p->sumCount; k++)
    r->sums[k] = (int)random_below((size_t)(k < p->slopeCount ? ready : slots));
  p->slopeScalars = r->slope_scalars;
  p->slopes = r->slopes;
  p->bendScalars = r->bend_scalars;
  p->bends = r->bends;
  for (int a = 0, at = 0; a < p->coefficientCount; a++) {
    r->slope_scalars[a] = p->columnCount + (int)random_below((size_t)p->scalarCount);
    r->slopes[a] = (int)random_below((size_t)p->slopeCount + 1) - 1;
    for (int b = 0; b <= a; b++, at++) {
      r->bend_scalars[at] = p->columnCount + (int)random_below((size_t)p->scalarCount);
      r->bends[at] = (int)random_below((size_t)p->sumCount + 1) - 1;
    }
  }
}

static void check_formula(void) {
  random_program r;
  make_program(&r);
  const formula_program *program = &r.program;
  // More than a block now and then.
  const long count = (long)random_below(random_below(8) == 0 ? 600 : 40);
  const long slots = program->coefficientCount;
  double *target = doubles(count, random_double), *inputs = doubles(program->inputCount * count, random_double);
  double *weight = doubles(count, moderate_double), *often = doubles(count, moderate_double);
  for (long i = 0; i < count; i++) {
    weight[i] = fabs(weight[i]);
    often[i] = (double)random_below(3);
  }
  double *theta = doubles(slots, random_double);
  formula_problem *all = echelle_formula_create(program, count);
  formula_problem *some = echelle_formula_create(program, count);
  EXPECT(all && some, "memory is short");
  echelle_formula_fill(all, count, target, inputs, weight, (int)random_below(2));
  all->delta = some->delta = random_below(2) ? INFINITY : 1e-3;
  for (int k = 0; k < echelle_vector_kernel_count(); k++) {
    const vector_kernel *kernel = echelle_vector_kernel_at(k);
    kernel->formula_prepare(all);
    const long left = echelle_formula_resample(some, all, often);
    EXPECT(left >= 0 && left <= count, "%ld of %ld points are left", left, count);
    for (int which = 0; which < 2; which++) {
      formula_problem *problem = which ? some : all;
      answers a = room_for_answers(slots, problem->paddedCount);
      a.value = kernel->formula_derivatives(problem, theta, a.gradient, a.hessian);
      kernel->formula_curvature(problem, theta, a.diagonal);
      kernel->formula_values(problem, theta, a.residuals);
      kernel->formula_residuals(problem, theta, a.residuals, NULL);
      kernel->formula_residuals(problem, theta, a.residuals, a.jacobian);
      free_answers(a);
    }
  }
  echelle_formula_destroy(all);
  echelle_formula_destroy(some);
  free(target), free(inputs), free(weight), free(often), free(theta);
}
