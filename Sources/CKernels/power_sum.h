// The sum of power terms over vectors; see VectorKernel.h for the mathematics. Included once for
// each instruction set, after vector_math.h.
//
// The bodies below are inlined with the counts of terms and factors as constants for the shapes that
// laws have most often, so that the loops over terms and slots unroll and the sums stay in registers.

// Where the counts are not known, as for the rarer shapes, the loops stay loops, without a warning.
#pragma clang diagnostic ignored "-Wpass-failed"
#define UNROLLED _Pragma("clang loop unroll(full)")

enum { MAX_PAIRS = POWER_SUM_MAX_SLOTS * (POWER_SUM_MAX_SLOTS + 1) / 2 };

// The number of factors of each term, as far as they are known at compile time.
typedef struct {
  int terms;
  int factors[POWER_SUM_MAX_TERMS];
  // How many of the terms, the first ones, are raised to a power together.
  int powered;
} shape;

INLINE int slot_count(shape s) {
  int slots = s.powered > 0;
  UNROLLED for (int t = 0; t < s.terms; t++) slots += 1 + s.factors[t];
  return slots;
}

// The exponent k of the powered terms: the last slot, or its exponential.
INLINE double power_of(const power_sum_problem *p, shape s, const double *theta) {
  if (!s.powered) return 1;
  const double last = theta[slot_count(s) - 1];
  return p->isLogPower ? exp(last) : last;
}

// What the terms of some points add up to.
typedef struct {
  // L̂, in log space divided by L.
  vector total;
  // (Σ exp(zₜ))ᵏ over the powered terms, divided likewise; and the logarithm of the sum.
  vector power, log_sum;
} sums;

// The derivatives of L̂ by the logarithms of the amplitudes, in log space divided by L, of the points from
// i on: exp(zₜ), and k Sᵏ exp(zₜ)/S for a powered term, where `share` takes exp(zₜ)/S.
INLINE sums terms_at(const power_sum_problem *p, shape s, int is_level, const double *theta,
                     const double *constants, double k, long i, vector *term, vector *share) {
  vector target = is_level ? splat(0) : load(p->target + i);
  sums found = {splat(0), splat(0), splat(0)};
  vector inner = splat(0);
  UNROLLED for (int t = 0, slot = 0, column = 0; t < s.terms; t++) {
    if (s.factors[t] == 0) {
      term[t] = t < s.powered ? splat(constants[t]) : constants[t] * load(p->base + i);
    } else {
      vector z = t < s.powered ? splat(theta[slot]) : theta[slot] - target;
      UNROLLED for (int j = 0; j < s.factors[t]; j++)
        z = multiply_add(splat(theta[slot + 1 + j]), load(p->columns[column + j] + i), z);
      term[t] = exponential(z);
    }
    if (t < s.powered)
      inner += term[t];
    else
      found.total += term[t];
    slot += 1 + s.factors[t];
    column += s.factors[t];
  }
  if (s.powered) {
    found.log_sum = logarithm(inner);
    found.power = exponential(multiply_add(splat(k), found.log_sum, -target));
    found.total += found.power;
    UNROLLED for (int t = 0; t < s.powered; t++) {
      share[t] = term[t] / inner;
      term[t] = k * found.power * share[t];
    }
  }
  return found;
}

// The amplitudes of the terms without factors, which are the same at every point.
INLINE void constants_of(shape s, const double *theta, double *constants) {
  UNROLLED for (int t = 0, slot = 0; t < s.terms; t++) {
    constants[t] = s.factors[t] == 0 ? exp(theta[slot]) : 0;
    slot += 1 + s.factors[t];
  }
}

INLINE vector residual_at(const power_sum_problem *p, int is_level, long i, vector total) {
  return is_level ? load(p->target + i) - total : -logarithm(total);
}

// How many points the derivatives take at a time: first their terms and weights, with the constants
// of exp and log in the registers, then the sums over them, with the sums in the registers.
enum { CHUNK = 64 };

typedef struct {
  double slope[CHUNK], pair[CHUNK];      // w ρ′, and w ρ″ + κ w ρ′
  double q[POWER_SUM_MAX_TERMS][CHUNK];  // −∂r by the logarithm of each amplitude
  double share[POWER_SUM_MAX_TERMS][CHUNK];  // the share of each powered term in their sum S
  double by_power[CHUNK], log_sum[CHUNK];    // −∂r by k, and log S
} chunk_terms;

// Fills `out` for the points from `first` up to `end`, and returns their part of the objective.
//
// ∂²r = −δₜᵤ qₜ xx + κ qₜ qᵤ xx, where κ is 1 in log space and 0 in level space; for two powered terms,
// of which u has the share pᵤ, also −(k − 1) qₜ pᵤ xx.
INLINE vector chunk_body(const power_sum_problem *p, shape s, int is_level, const double *theta,
                         const double *constants, double k, long first, long end,
                         chunk_terms *out) {
  vector delta = splat(p->delta), above = splat(p->above);
  vector sum = splat(0);
  for (long i = first; i < end; i += VECTOR_LANES) {
    vector term[POWER_SUM_MAX_TERMS], share[POWER_SUM_MAX_TERMS];
    sums found = terms_at(p, s, is_level, theta, constants, k, i, term, share);
    vector r = residual_at(p, is_level, i, found.total);
    vector weight = load(p->weight + i);
    weight = choose(r > 0.0, weight * above, weight);
    vector size = __builtin_elementwise_abs(r);
    vector_mask is_outer = size > delta;
    vector inner = choose(is_outer, delta, size);
    sum = multiply_add(weight * inner, multiply_add(splat(-0.5), inner, size), sum);

    vector slope = weight * __builtin_elementwise_copysign(inner, r);
    vector bend = choose(is_outer, splat(0), weight);
    store(out->slope + (i - first), slope);
    store(out->pair + (i - first), is_level ? bend : bend + slope);
    vector scale = is_level ? splat(1) : 1.0 / found.total;
    UNROLLED for (int t = 0; t < s.terms; t++) store(out->q[t] + (i - first), term[t] * scale);
    if (s.powered) {
      UNROLLED for (int t = 0; t < s.powered; t++) store(out->share[t] + (i - first), share[t]);
      store(out->by_power + (i - first), found.power * scale * found.log_sum);
      store(out->log_sum + (i - first), found.log_sum);
    }
  }
  return sum;
}

// Adds the derivatives by k to the last row of the Hessian, and to the last of the gradient.
//
// With v = −∂r by k: ∂²r by k and a powered term is κ v q x − q x (1/k + log S), by k and another term κ v q x,
// and by k twice κ v² − v log S.
INLINE void power_row(const power_sum_problem *p, shape s, double k, long first, long end,
                      const chunk_terms *chunk, vector *gradient, vector *row) {
  for (long i = first; i < end; i += VECTOR_LANES) {
    vector v = load(chunk->by_power + (i - first));
    vector log_sum = load(chunk->log_sum + (i - first));
    vector slope = load(chunk->slope + (i - first));
    vector pair_v = load(chunk->pair + (i - first)) * v;
    vector bent = slope * (1 / k + log_sum);
    int slot = 0;
    UNROLLED for (int t = 0, column = 0; t < s.terms; column += s.factors[t], t++) {
      vector q = load(chunk->q[t] + (i - first));
      vector product = (t < s.powered ? pair_v - bent : pair_v) * q;
      UNROLLED for (int a = 0; a <= s.factors[t]; a++, slot++) {
        vector x = a == 0 ? splat(1) : load(p->columns[column + a - 1] + i);
        row[slot] = multiply_add(product, x, row[slot]);
      }
    }
    row[slot] += pair_v * v - slope * v * log_sum;
    *gradient -= slope * v;
  }
}

INLINE double derivatives_body(const power_sum_problem *p, shape s, int is_level,
                               const double *theta, double *gradient, double *hessian) {
  const int slots = slot_count(s);
  double constants[POWER_SUM_MAX_TERMS];
  constants_of(s, theta, constants);
  const double k = power_of(p, s, theta);
  vector sum = splat(0);
  vector g[POWER_SUM_MAX_SLOTS], h[MAX_PAIRS];
  UNROLLED for (int a = 0; a < slots; a++) g[a] = splat(0);
  UNROLLED for (int a = 0; a < slots * (slots + 1) / 2; a++) h[a] = splat(0);

  for (long first = 0; first < p->paddedCount; first += CHUNK) {
    const long end = first + CHUNK < p->paddedCount ? first + CHUNK : p->paddedCount;
    chunk_terms chunk;
    sum += chunk_body(p, s, is_level, theta, constants, k, first, end, &chunk);

    // A term at a time, so that the sums of its rows fit the registers.
    UNROLLED for (int t = 0, top = 0, column = 0; t < s.terms;
                  top += 1 + s.factors[t], column += s.factors[t], t++) {
      for (long i = first; i < end; i += VECTOR_LANES) {
        vector q = load(chunk.q[t] + (i - first));
        vector slope_q = load(chunk.slope + (i - first)) * q;
        vector pair_q = load(chunk.pair + (i - first)) * q;
        UNROLLED for (int a = 0; a <= s.factors[t]; a++) {
          const int row = top + a;
          vector x = a == 0 ? splat(1) : load(p->columns[column + a - 1] + i);
          vector slope_qx = slope_q * x;
          vector pair_qx = pair_q * x;
          g[row] -= slope_qx;
          UNROLLED for (int u = 0, other = 0, start = 0; u <= t; start += s.factors[u], u++) {
            vector product = pair_qx * load(chunk.q[u] + (i - first));
            if (t < s.powered) product -= (k - 1) * slope_qx * load(chunk.share[u] + (i - first));
            if (u == t) product -= slope_qx;
            UNROLLED for (int b = 0; b <= s.factors[u] && other <= row; b++, other++) {
              vector y = b == 0 ? splat(1) : load(p->columns[start + b - 1] + i);
              const int at = row * (row + 1) / 2 + other;
              h[at] = multiply_add(product, y, h[at]);
            }
          }
        }
      }
    }
    if (s.powered) power_row(p, s, k, first, end, &chunk, &g[slots - 1], &h[slots * (slots - 1) / 2]);
  }

  for (int a = 0; a < slots; a++) {
    gradient[a] = sum_of_lanes(g[a]);
    for (int b = 0; b <= a; b++)
      hessian[a * slots + b] = sum_of_lanes(h[a * (a + 1) / 2 + b]);
  }
  if (s.powered && p->isLogPower) {
    const int last = slots - 1;
    for (int b = 0; b < last; b++) hessian[last * slots + b] *= k;
    hessian[last * slots + last] = k * (k * hessian[last * slots + last] + gradient[last]);
    gradient[last] *= k;
  }
  return sum_of_lanes(sum);
}

INLINE void curvature_body(const power_sum_problem *p, shape s, int is_level, const double *theta,
                           double *diagonal) {
  double constants[POWER_SUM_MAX_TERMS];
  constants_of(s, theta, constants);
  const double k = power_of(p, s, theta);
  vector delta = splat(p->delta), above = splat(p->above);
  vector d[POWER_SUM_MAX_SLOTS];
  const int slots = slot_count(s);
  UNROLLED for (int a = 0; a < slots; a++) d[a] = splat(0);
  for (long i = 0; i < p->paddedCount; i += VECTOR_LANES) {
    vector term[POWER_SUM_MAX_TERMS], share[POWER_SUM_MAX_TERMS];
    sums found = terms_at(p, s, is_level, theta, constants, k, i, term, share);
    vector r = residual_at(p, is_level, i, found.total);
    vector size = __builtin_elementwise_abs(r);
    vector weight = load(p->weight + i);
    weight = choose(r > 0.0, weight * above, weight);
    vector scale = is_level ? splat(1) : 1.0 / found.total;
    vector irls = choose(size > delta, weight * delta / size, weight);
    UNROLLED for (int t = 0, slot = 0, column = 0; t < s.terms; column += s.factors[t], t++) {
      vector q = term[t] * scale;
      UNROLLED for (int a = 0; a <= s.factors[t]; a++, slot++) {
        vector x = a == 0 ? splat(1) : load(p->columns[column + a - 1] + i);
        d[slot] = multiply_add(irls * (q * x), q * x, d[slot]);
      }
    }
    if (s.powered) {
      vector v = found.power * scale * found.log_sum * (p->isLogPower ? k : 1);
      d[slots - 1] = multiply_add(irls * v, v, d[slots - 1]);
    }
  }
  UNROLLED for (int a = 0; a < slots; a++) diagonal[a] = sum_of_lanes(d[a]);
}

INLINE void residuals_body(const power_sum_problem *p, shape s, int is_level, const double *theta,
                           double *residuals, double *jacobian) {
  double constants[POWER_SUM_MAX_TERMS];
  constants_of(s, theta, constants);
  const double k = power_of(p, s, theta);
  for (long i = 0; i < p->paddedCount; i += VECTOR_LANES) {
    vector term[POWER_SUM_MAX_TERMS], share[POWER_SUM_MAX_TERMS];
    sums found = terms_at(p, s, is_level, theta, constants, k, i, term, share);
    store(residuals + i, residual_at(p, is_level, i, found.total));
    if (!jacobian) continue;
    vector scale = is_level ? splat(1) : 1.0 / found.total;
    if (s.powered) {
      vector v = found.power * scale * found.log_sum * (p->isLogPower ? k : 1);
      store(jacobian + (slot_count(s) - 1) * p->paddedCount + i, -v);
    }
    UNROLLED for (int t = 0, slot = 0, column = 0; t < s.terms; t++) {
      vector q = term[t] * scale;
      UNROLLED for (int a = 0; a <= s.factors[t]; a++) {
        vector x = a == 0 ? splat(1) : load(p->columns[column + a - 1] + i);
        store(jacobian + (slot + a) * p->paddedCount + i, -q * x);
      }
      slot += 1 + s.factors[t];
      column += s.factors[t];
    }
  }
}

// The shapes with code of their own: E + A/x^α, E + A/x^α + B/y^β, and (A/x^α + B/y^β)ᵏ + E.
#define CHINCHILLA ((shape){3, {0, 1, 1}, 0})
#define SATURATING ((shape){2, {0, 1}, 0})
#define COUPLED ((shape){3, {1, 1, 0}, 2})

static int has_shape(const power_sum_problem *p, shape s) {
  if (p->termCount != s.terms || p->poweredCount != s.powered) return 0;
  UNROLLED for (int t = 0; t < s.terms; t++)
    if (p->factorCounts[t] != s.factors[t]) return 0;
  return 1;
}

static shape shape_of(const power_sum_problem *p) {
  shape s = {.terms = p->termCount, .powered = p->poweredCount};
  memcpy(s.factors, p->factorCounts, sizeof s.factors);
  return s;
}

// Calls a body with the shape of the problem, as a constant where the shape has code of its own.
#define WITH_SHAPE(P, CALL)                                        \
  do {                                                             \
    if ((P)->isLevelSpace) {                                       \
      const int is_level = 1;                                      \
      const shape s = shape_of(P);                                 \
      CALL;                                                        \
    } else {                                                       \
      const int is_level = 0;                                      \
      if (has_shape(P, CHINCHILLA)) {                              \
        const shape s = CHINCHILLA;                                \
        CALL;                                                      \
      } else if (has_shape(P, SATURATING)) {                       \
        const shape s = SATURATING;                                \
        CALL;                                                      \
      } else if (has_shape(P, COUPLED)) {                          \
        const shape s = COUPLED;                                   \
        CALL;                                                      \
      } else {                                                     \
        const shape s = shape_of(P);                               \
        CALL;                                                      \
      }                                                            \
    }                                                              \
  } while (0)

static double power_sum_derivatives(const power_sum_problem *p, const double *theta,
                                    double *gradient, double *hessian) {
  double value;
  WITH_SHAPE(p, value = derivatives_body(p, s, is_level, theta, gradient, hessian));
  return value;
}

static void power_sum_curvature(const power_sum_problem *p, const double *theta,
                                double *diagonal) {
  WITH_SHAPE(p, curvature_body(p, s, is_level, theta, diagonal));
}

static void power_sum_residuals(const power_sum_problem *p, const double *theta, double *residuals,
                                double *jacobian) {
  residuals_body(p, shape_of(p), p->isLevelSpace, theta, residuals, jacobian);
}
