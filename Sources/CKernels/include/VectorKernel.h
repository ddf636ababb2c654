#ifndef ECHELLE_VECTOR_KERNEL_H
#define ECHELLE_VECTOR_KERNEL_H

#include "FormulaProgram.h"

// The most terms, and the most slots, that a sum of power terms may have.
enum { POWER_SUM_MAX_TERMS = 8, POWER_SUM_MAX_SLOTS = 24 };

// A weighted, robust fit of a sum of power terms
//
//     L̂ᵢ(θ) = Σₜ exp(zₜᵢ),   zₜᵢ = θₜ₀ + Σⱼ θₜⱼ xₜⱼᵢ
//
// to m points; or of L̂ᵢ(θ) = (Σₜ exp(zₜᵢ))ᵏ + Σᵤ exp(zᵤᵢ), where the first terms are raised to a power
// together, whose exponent has the last slot. Each term has one slot for the logarithm of its amplitude and one for each of its
// factors; θ, the gradient and the Hessian are indexed by slot. With q̂ the share exp(z)/L̂ of a term,
//
//     log space    rᵢ = log Lᵢ − log L̂ᵢ,   ∂rᵢ/∂θₜⱼ = −q̂ₜᵢ xₜⱼᵢ
//     level space  rᵢ = Lᵢ − L̂ᵢ,           ∂rᵢ/∂θₜⱼ = −exp(zₜᵢ) xₜⱼᵢ        (xₜ₀ᵢ = 1)
//
// and the objective is Σᵢ wᵢ ρ(rᵢ) with Huber's ρ(r) = r²/2 for |r| ≤ δ, else δ(|r| − δ/2), and κ times
// that for r > 0.
// Reference: Huber 1964, doi:10.1214/aoms/1177703732.
//
// Every column has `paddedCount` values, a multiple of POWER_SUM_PADDING; padding has weight 0, and
// finite values elsewhere.
typedef struct {
  int termCount;
  int factorCounts[POWER_SUM_MAX_TERMS];
  // How many of the terms, the first ones, are raised to the power k together; 0 for a plain sum.
  int poweredCount;
  // Whether the last slot is log k, for a positive k, or k itself.
  int isLogPower;
  // The factor columns x, those of the first term first.
  const double *columns[POWER_SUM_MAX_SLOTS];
  // log Lᵢ in log space, Lᵢ in level space.
  const double *target;
  // exp(−target) in log space, 1 in level space: what a term without factors is multiplied by.
  const double *base;
  const double *weight;
  // The number of points, and that with padding.
  long count;
  long paddedCount;
  // How many points there are room for; a multiple of POWER_SUM_PADDING.
  long capacity;
  int isLevelSpace;
  // Huber's δ in the unit of the residual; infinity gives least squares.
  double delta;
  // κ, the factor of the loss of positive residuals; 1 in a new problem.
  double above;
} power_sum_problem;

enum { POWER_SUM_PADDING = 8 };

// A problem of the given structure with room for `capacity` points, all of weight 0; null where
// memory is short. It owns its columns.
power_sum_problem *echelle_power_sum_create(int termCount, const int *factorCounts,
                                            int poweredCount, int isLogPower, long capacity);
void echelle_power_sum_destroy(power_sum_problem *problem);

// Fills `problem` with `count` points: `columns` holds the factor columns one after another, `count`
// values each.
void echelle_power_sum_fill(power_sum_problem *problem, long count, const double *target,
                    const double *columns, const double *weight, int isLevelSpace);

// Makes `to`, of the same structure, the points of `from` with their weights multiplied by
// `multiplicity` (one a point), leaving out those whose weight becomes 0. Returns how many are left.
long echelle_power_sum_resample(power_sum_problem *to, const power_sum_problem *from,
                        const double *multiplicity);

// The vector kernels compiled for one instruction set. All pointers may be unaligned.
typedef struct {
  // "sse2", "avx2", "avx512", "neon" or "portable".
  const char *name;

  // y[i] = exp(x[i]) and y[i] = log(x[i]) for i < count, within 2 ulp, special values as in C.
  void (*exponential)(const double *x, double *y, long count);
  void (*logarithm)(const double *x, double *y, long count);

  // The objective at `theta`; its gradient; and its Hessian, of which the lower triangle of a
  // row-major slots × slots matrix is written.
  double (*power_sum_derivatives)(const power_sum_problem *problem, const double *theta,
                                  double *gradient, double *hessian);

  // The diagonal of the Gauss–Newton matrix at `theta` with the weights wρ′(r)/r of iteratively
  // reweighted least squares; never negative.
  void (*power_sum_curvature)(const power_sum_problem *problem, const double *theta,
                              double *diagonal);

  // The residuals rᵢ for i < paddedCount, and where `jacobian` is not null their derivatives, one
  // column of paddedCount values after another, a column a slot.
  void (*power_sum_residuals)(const power_sum_problem *problem, const double *theta,
                              double *residuals, double *jacobian);

  // Computes the columns of a newly filled problem that its inputs give.
  void (*formula_prepare)(const formula_problem *problem);

  // The formula's values for i < paddedCount.
  void (*formula_values)(const formula_problem *problem, const double *theta, double *values);

  // The same for a formula as for a sum of power terms.
  double (*formula_derivatives)(const formula_problem *problem, const double *theta,
                                double *gradient, double *hessian);
  void (*formula_curvature)(const formula_problem *problem, const double *theta,
                            double *diagonal);
  void (*formula_residuals)(const formula_problem *problem, const double *theta,
                            double *residuals, double *jacobian);
} vector_kernel;

// The number of kernels that this machine can run, and the i-th of them, narrowest first.
int echelle_vector_kernel_count(void);
const vector_kernel *echelle_vector_kernel_at(int i);

#endif
