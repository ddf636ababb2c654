// Formulas over vectors; see FormulaProgram.h for the mathematics. Included once for each instruction
// set, after vector_math.h.

// For each vector of the block, an expression in the vectors a, b and c.
#define EACH(VALUE)                                             \
  for (long i = 0; i < length; i += VECTOR_LANES) {             \
    __attribute__((unused)) const vector a = load(pa + (i & ma)); \
    __attribute__((unused)) const vector b = load(pb + (i & mb)); \
    __attribute__((unused)) const vector c = load(pc + (i & mc)); \
    store(result + i, VALUE);                                   \
  }                                                             \
  break

typedef double scalar_function(double);

INLINE vector lane_by_lane(scalar_function *function, vector x) {
  for (int lane = 0; lane < VECTOR_LANES; lane++) x[lane] = function(x[lane]);
  return x;
}

INLINE int has_nan(vector x) { return __builtin_reduce_or(x != x) != 0; }

// xᵖ as exp(p·log x), which is NaN wherever that is not the way: for x < 0, 0⁰, ∞⁰ and 1^∞. There C
// knows the answer.
INLINE vector power(vector x, vector p, vector logarithm_of_x) {
  vector y = exponential(p * logarithm_of_x);
  if (__builtin_expect(has_nan(y), 0))
    for (int lane = 0; lane < VECTOR_LANES; lane++)
      if (y[lane] != y[lane]) y[lane] = pow(x[lane], p[lane]);
  return y;
}

INLINE vector square_root(vector x) { return __builtin_elementwise_sqrt(x); }

// The smaller of both, NaN where either is.
INLINE vector minimum(vector a, vector b) { return choose(a < b, a, choose(a >= b, b, a + b)); }

// The instructions of a program for `length` points from `first` on, a multiple of VECTOR_LANES.
static void run_program(const formula_problem *p, const formula_instruction *instructions,
                        int count, long first, long length) {
  for (int k = 0; k < count; k++) {
    const formula_instruction *instruction = instructions + k;
    const int *slot = instruction->operands;
    double *result = p->slots[instruction->result] + p->strides[instruction->result] * first;
    const double *pa = p->slots[slot[0]] + p->strides[slot[0]] * first;
    const double *pb = p->slots[slot[1]] + p->strides[slot[1]] * first;
    const double *pc = p->slots[slot[2]] + p->strides[slot[2]] * first;
    const long ma = p->masks[slot[0]], mb = p->masks[slot[1]], mc = p->masks[slot[2]];
    switch (instruction->operation) {
      case FORMULA_ADD: EACH(a + b);
      case FORMULA_SUBTRACT: EACH(a - b);
      case FORMULA_MULTIPLY: EACH(a * b);
      case FORMULA_MULTIPLY_ADD: EACH(multiply_add(a, b, c));
      case FORMULA_DIVIDE: EACH(a / b);
      case FORMULA_RECIPROCAL: EACH(1.0 / a);
      case FORMULA_POWER: EACH(power(a, b, c));
      case FORMULA_EXPONENTIAL: EACH(exponential(a));
      case FORMULA_LOGARITHM: EACH(logarithm(a));
      case FORMULA_SQUARE_ROOT: EACH(square_root(a));
      case FORMULA_SINE: EACH(lane_by_lane(sin, a));
      case FORMULA_COSINE: EACH(lane_by_lane(cos, a));
      case FORMULA_TANGENT: EACH(lane_by_lane(tan, a));
      case FORMULA_ARC_TANGENT: EACH(lane_by_lane(atan, a));
      case FORMULA_ERROR_FUNCTION: EACH(lane_by_lane(erf, a));
      case FORMULA_MINIMUM: EACH(minimum(a, b));
      case FORMULA_MAXIMUM: EACH(-minimum(-a, -b));
      case FORMULA_CHOOSE: EACH(choose(a >= 0.0, b, c));
      case FORMULA_FINITE_OR_ZERO:
        EACH(choose(__builtin_elementwise_abs(a) == INFINITY, splat(0), a));
    }
  }
}

// Sets the scalars for θ.
INLINE void set_coefficients(const formula_problem *p, const double *theta) {
  const formula_program *program = p->program;
  for (int a = 0; a < program->coefficientCount; a++)
    store(p->slots[program->columnCount + a], splat(theta[a]));
  run_program(p, program->scalarProgram.instructions, program->scalarProgram.count, 0,
              VECTOR_LANES);
}

INLINE long block_length(const formula_problem *p, long first) {
  const long rest = p->paddedCount - first;
  return rest < FORMULA_BLOCK ? rest : FORMULA_BLOCK;
}

// The vector of a slot at place i of the block that begins at `first`.
INLINE vector slot_at(const formula_problem *p, int slot, long first, long i) {
  return load(p->slots[slot] + p->strides[slot] * first + (i & p->masks[slot]));
}

INLINE vector formula_residual(const formula_problem *p, long i, vector value) {
  return load(p->target + i) - (p->isLevelSpace ? value : logarithm(value));
}

// The slopes s and the curvatures B of the objective for the points of a block, such that
//
//     ∂/∂θₐ = −Σ s fₐ,   ∂²/∂θₐ∂θᵦ = Σ B fₐ fᵦ − s fₐᵦ
//
// s = wρ′ and B = wρ″ in level space, s = wρ′/f and B = w(ρ″ + ρ′)/f² in log space. `bent` takes Bu
// for each u. Returns the block's part of the objective.
INLINE vector slopes_of_block(const formula_problem *p, int is_level, long first, long length) {
  const formula_program *program = p->program;
  vector delta = splat(p->delta), above = splat(p->above);
  vector sum = splat(0);
  for (long i = 0; i < length; i += VECTOR_LANES) {
    vector value = slot_at(p, program->value, first, i);
    vector r = load(p->target + first + i) - (is_level ? value : logarithm(value));
    vector weight = load(p->weight + first + i);
    weight = choose(r > 0.0, weight * above, weight);
    vector size = __builtin_elementwise_abs(r);
    vector_mask is_outer = size > delta;
    vector inner = choose(is_outer, delta, size);
    sum = multiply_add(weight * inner, multiply_add(splat(-0.5), inner, size), sum);
    vector slope = weight * __builtin_elementwise_copysign(inner, r);
    vector bend = choose(is_outer, splat(0), weight);
    vector scale = is_level ? splat(1) : 1.0 / value;
    store(p->slope + i, slope * scale);
    store(p->bent + i, is_level ? bend : (bend + slope) * scale * scale);
  }
  // B itself is where the last Bu goes.
  for (int a = program->slopeCount - 1; a >= 0; a--) {
    double *bent = p->bent + a * FORMULA_BLOCK;
    const int slot = program->sums[a];
    for (long i = 0; i < length; i += VECTOR_LANES)
      store(bent + i, load(p->bent + i) * slot_at(p, slot, first, i));
  }
  return sum;
}

// A sum over the points of a block of products of two columns.
typedef struct {
  const double *left, *right;
  long mask;
  double *sum;
} product_sum;

enum { SUMS_AT_ONCE = 8 };

INLINE void add_products(const product_sum *sums, long length) {
  vector total[SUMS_AT_ONCE];
  UNROLLED for (int k = 0; k < SUMS_AT_ONCE; k++) total[k] = load(sums[k].sum);
  for (long i = 0; i < length; i += VECTOR_LANES)
    UNROLLED for (int k = 0; k < SUMS_AT_ONCE; k++)
      total[k] = multiply_add(
          load(sums[k].left + i), load(sums[k].right + (i & sums[k].mask)), total[k]);
  UNROLLED for (int k = 0; k < SUMS_AT_ONCE; k++) store(sums[k].sum, total[k]);
}

// Adds a block to the sums Σ s·v, and Σ Bu·u for each pair of first derivatives.
INLINE void add_block(const formula_problem *p, long first, long length) {
  const formula_program *program = p->program;
  double unused[VECTOR_LANES] = {0};
  product_sum waiting[SUMS_AT_ONCE];
  int count = 0;
  double *sum = p->sums;
  for (int a = -1; a < program->slopeCount; a++) {
    const double *left = a < 0 ? p->slope : p->bent + a * FORMULA_BLOCK;
    const int end = a < 0 ? program->sumCount : a + 1;
    for (int b = 0; b < end; b++, sum += VECTOR_LANES) {
      const int slot = program->sums[b];
      const double *right = p->slots[slot] + p->strides[slot] * first;
      waiting[count++] = (product_sum){left, right, p->masks[slot], sum};
      if (count < SUMS_AT_ONCE) continue;
      add_products(waiting, length);
      count = 0;
    }
  }
  if (count == 0) return;
  for (; count < SUMS_AT_ONCE; count++)
    waiting[count] = (product_sum){p->slope, p->slope, -1, unused};
  add_products(waiting, length);
}

// The objective's derivatives from the sums.
static void collect_sums(const formula_problem *p, double *gradient, double *hessian) {
  const formula_program *program = p->program;
  const int n = program->coefficientCount;
  const double *products = p->sums + program->sumCount * VECTOR_LANES;
  for (int a = 0, at = 0; a < n; a++) {
    const int u = program->slopes[a];
    const double scale = u < 0 ? 0 : *p->slots[program->slopeScalars[a]];
    gradient[a] = u < 0 ? 0 : -scale * sum_of_lanes(load(p->sums + u * VECTOR_LANES));
    for (int b = 0; b <= a; b++, at++) {
      double bend = 0;
      const int other = program->slopes[b];
      if (u >= 0 && other >= 0) {
        const int high = u > other ? u : other, low = u > other ? other : u;
        const long pair = (long)high * (high + 1) / 2 + low;
        bend = scale * *p->slots[program->slopeScalars[b]] *
               sum_of_lanes(load(products + pair * VECTOR_LANES));
      }
      if (program->bends[at] >= 0)
        bend -= *p->slots[program->bendScalars[at]] *
                sum_of_lanes(load(p->sums + program->bends[at] * VECTOR_LANES));
      hessian[a * n + b] = bend;
    }
  }
}

static double formula_derivatives(const formula_problem *p, const double *theta, double *gradient,
                                  double *hessian) {
  const formula_program *program = p->program;
  set_coefficients(p, theta);
  const int pairs = program->slopeCount * (program->slopeCount + 1) / 2 + program->sumCount;
  memset(p->sums, 0, (size_t)pairs * sizeof(vector));
  vector sum = splat(0);
  for (long first = 0; first < p->paddedCount; first += FORMULA_BLOCK) {
    const long length = block_length(p, first);
    run_program(p, program->pointProgram.instructions, program->pointProgram.count, first, length);
    if (p->isLevelSpace)
      sum += slopes_of_block(p, 1, first, length);
    else
      sum += slopes_of_block(p, 0, first, length);
    add_block(p, first, length);
  }
  collect_sums(p, gradient, hessian);
  return sum_of_lanes(sum);
}

static void formula_curvature(const formula_problem *p, const double *theta, double *diagonal) {
  const formula_program *program = p->program;
  set_coefficients(p, theta);
  memset(p->sums, 0, (size_t)program->slopeCount * sizeof(vector));
  vector delta = splat(p->delta), above = splat(p->above);
  for (long first = 0; first < p->paddedCount; first += FORMULA_BLOCK) {
    const long length = block_length(p, first);
    run_program(p, program->pointProgram.instructions, program->slopeLength, first, length);
    for (long i = 0; i < length; i += VECTOR_LANES) {
      vector value = slot_at(p, program->value, first, i);
      vector r = formula_residual(p, first + i, value);
      vector size = __builtin_elementwise_abs(r);
      vector weight = load(p->weight + first + i);
      weight = choose(r > 0.0, weight * above, weight);
      vector irls = choose(size > delta, weight * delta / size, weight);
      store(p->slope + i, p->isLevelSpace ? irls : irls / (value * value));
    }
    for (int u = 0; u < program->slopeCount; u++) {
      vector sum = load(p->sums + u * VECTOR_LANES);
      for (long i = 0; i < length; i += VECTOR_LANES) {
        vector slope = slot_at(p, program->sums[u], first, i);
        sum = multiply_add(load(p->slope + i) * slope, slope, sum);
      }
      store(p->sums + u * VECTOR_LANES, sum);
    }
  }
  for (int a = 0; a < program->coefficientCount; a++) {
    const int u = program->slopes[a];
    const double scale = u < 0 ? 0 : *p->slots[program->slopeScalars[a]];
    diagonal[a] = u < 0 ? 0 : scale * scale * sum_of_lanes(load(p->sums + u * VECTOR_LANES));
  }
}

static void formula_residuals(const formula_problem *p, const double *theta, double *residuals,
                              double *jacobian) {
  const formula_program *program = p->program;
  set_coefficients(p, theta);
  const int steps = jacobian ? program->slopeLength : program->valueLength;
  for (long first = 0; first < p->paddedCount; first += FORMULA_BLOCK) {
    const long length = block_length(p, first);
    run_program(p, program->pointProgram.instructions, steps, first, length);
    for (long i = 0; i < length; i += VECTOR_LANES) {
      vector value = slot_at(p, program->value, first, i);
      store(residuals + first + i, formula_residual(p, first + i, value));
      if (!jacobian) continue;
      vector scale = p->isLevelSpace ? splat(-1) : -1.0 / value;
      for (int a = 0; a < program->coefficientCount; a++) {
        const int u = program->slopes[a];
        vector slope = u < 0 ? splat(0)
                             : *p->slots[program->slopeScalars[a]] * scale *
                                   slot_at(p, program->sums[u], first, i);
        store(jacobian + a * p->paddedCount + first + i, slope);
      }
    }
  }
}

static void formula_values(const formula_problem *p, const double *theta, double *values) {
  const formula_program *program = p->program;
  set_coefficients(p, theta);
  for (long first = 0; first < p->paddedCount; first += FORMULA_BLOCK) {
    const long length = block_length(p, first);
    run_program(p, program->pointProgram.instructions, program->valueLength, first, length);
    for (long i = 0; i < length; i += VECTOR_LANES)
      store(values + first + i, slot_at(p, program->value, first, i));
  }
}

static void formula_prepare(const formula_problem *p) {
  for (long first = 0; first < p->paddedCount; first += FORMULA_BLOCK)
    run_program(p, p->program->columnProgram.instructions, p->program->columnProgram.count, first,
                block_length(p, first));
}
