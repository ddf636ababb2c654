// Checks of the vector kernels: each is given blocks of exactly the promised size, and computes what
// the narrowest does.
#pragma once

#include "CKernels.h"
#include "inputs.h"

static void check_functions(const vector_kernel *kernel) {
  const long count = (long)random_below(40);
  double *x = doubles(count, random_double), *y = doubles(count, random_double);
  kernel->exponential(x, y, count);
  for (long i = 0; i < count; i++) {
    const double expected = exp(x[i]);
    EXPECT(isnan(expected) ? isnan(y[i])
                           : y[i] == expected || fabs(y[i] - expected) <= 4e-16 * expected + 0x1p-1073,
           "%s: exp(%.17g) is %.17g, not %.17g", kernel->name, x[i], y[i], expected);
  }
  kernel->logarithm(x, y, count);
  for (long i = 0; i < count; i++) {
    const double expected = log(x[i]);
    EXPECT(isnan(expected) ? isnan(y[i])
                           : y[i] == expected || fabs(y[i] - expected) <= 6e-16 * fabs(expected),
           "%s: log(%.17g) is %.17g, not %.17g", kernel->name, x[i], y[i], expected);
  }
  free(x);
  free(y);
}

// What the functions of a kernel write for one problem.
typedef struct {
  double value, *gradient, *hessian, *diagonal, *residuals, *jacobian;
} answers;

static answers room_for_answers(long slots, long points) {
  return (answers){
      0,
      doubles(slots, moderate_double),
      doubles(slots * slots, moderate_double),
      doubles(slots, moderate_double),
      doubles(points, moderate_double),
      doubles(points * slots, moderate_double),
  };
}

static void free_answers(answers a) {
  free(a.gradient);
  free(a.hessian);
  free(a.diagonal);
  free(a.residuals);
  free(a.jacobian);
}

static void compare(const char *name, answers one, answers other, long slots) {
  EXPECT(is_close(one.value, other.value, 0), "%s: the objective is %.17g, not %.17g", name,
         other.value, one.value);
  double scale = 0;
  for (long i = 0; i < slots; i++) scale = fmax(scale, fabs(one.diagonal[i]));
  for (long i = 0; i < slots; i++)
    EXPECT(is_close(one.diagonal[i], other.diagonal[i], scale), "%s: curvature %ld", name, i);
}

static void check_power_sum(void) {
  int factors[POWER_SUM_MAX_TERMS], terms = 1 + (int)random_below(POWER_SUM_MAX_TERMS);
  long slots = terms, columns;
  for (int t = 0; t < terms; t++) {
    factors[t] = (int)random_below(4);
    if (slots + factors[t] > POWER_SUM_MAX_SLOTS) factors[t] = 0;
    slots += factors[t];
  }
  if (random_below(3) == 0) {
    // The shapes that have code of their own: E + A/N^α + B/D^β, and one factor less.
    terms = 2 + (int)random_below(2);
    factors[0] = 0, factors[1] = 1, factors[2] = 1;
    slots = terms == 3 ? 5 : 3;
  }
  columns = slots - terms;
  int powered = 0, is_log = 0;
  if (random_below(3) == 0 && slots < POWER_SUM_MAX_SLOTS) {
    // A power of the first terms, with a slot for its exponent.
    powered = 1 + (int)random_below(terms);
    is_log = (int)random_below(2);
    slots++;
  } else if (random_below(6) == 0) {
    // The shape (A/N^α + B/D^β)^k + E, which has code of its own.
    terms = 3, powered = 2, is_log = (int)random_below(2);
    factors[0] = factors[1] = 1, factors[2] = 0;
    columns = 2, slots = 6;
  }
  const int is_plain = random_below(2) == 0;
  double (*const value)(void) = is_plain ? moderate_double : random_double;
  const long count = (long)random_below(40);
  double *target = doubles(count, value), *inputs = doubles(columns * count, value);
  double *weight = doubles(count, moderate_double), *often = doubles(count, moderate_double);
  for (long i = 0; i < count; i++) {
    weight[i] = fabs(weight[i]);
    often[i] = (double)random_below(3);
  }
  double *theta = doubles(slots, value);
  power_sum_problem *all = echelle_power_sum_create(terms, factors, powered, is_log, count);
  power_sum_problem *some = echelle_power_sum_create(terms, factors, powered, is_log, count);
  EXPECT(all && some, "memory is short");
  echelle_power_sum_fill(all, count, target, inputs, weight, (int)random_below(2));
  const long left = echelle_power_sum_resample(some, all, often);
  EXPECT(left >= 0 && left <= count, "%ld of %ld points are left", left, count);
  all->delta = some->delta = random_below(2) ? INFINITY : 1e-3;
  for (int which = 0; which < 2; which++) {
    const power_sum_problem *problem = which ? some : all;
    answers first = {0};
    for (int k = 0; k < echelle_vector_kernel_count(); k++) {
      const vector_kernel *kernel = echelle_vector_kernel_at(k);
      answers a = room_for_answers(slots, problem->paddedCount);
      a.value = kernel->power_sum_derivatives(problem, theta, a.gradient, a.hessian);
      kernel->power_sum_curvature(problem, theta, a.diagonal);
      kernel->power_sum_residuals(problem, theta, a.residuals, NULL);
      kernel->power_sum_residuals(problem, theta, a.residuals, a.jacobian);
      if (k == 0) {
        first = a;
      } else {
        if (is_plain) compare(kernel->name, first, a, slots);
        free_answers(a);
      }
    }
    free_answers(first);
  }
  echelle_power_sum_destroy(all);
  echelle_power_sum_destroy(some);
  free(target), free(inputs), free(weight), free(often), free(theta);
}
