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
} shape;

INLINE int slot_count(shape s) {
  int slots = 0;
  UNROLLED for (int t = 0; t < s.terms; t++) slots += 1 + s.factors[t];
  return slots;
}

// The terms exp(zₜ), in log space divided by L, of the points from i on, and their sum.
INLINE vector terms_at(const power_sum_problem *p, shape s, int is_level, const double *theta,
                       const double *constants, long i, vector *term) {
  vector target = is_level ? splat(0) : load(p->target + i);
  vector total = splat(0);
  UNROLLED for (int t = 0, slot = 0, column = 0; t < s.terms; t++) {
    if (s.factors[t] == 0) {
      term[t] = constants[t] * load(p->base + i);
    } else {
      vector z = theta[slot] - target;
      UNROLLED for (int j = 0; j < s.factors[t]; j++)
        z = multiply_add(splat(theta[slot + 1 + j]), load(p->columns[column + j] + i), z);
      term[t] = exponential(z);
    }
    total += term[t];
    slot += 1 + s.factors[t];
    column += s.factors[t];
  }
  return total;
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
  double q[POWER_SUM_MAX_TERMS][CHUNK];           // the share of each term, or exp(z) in level space
} chunk_terms;

// Fills `out` for the points from `first` up to `end`, and returns their part of the objective.
//
// ∂²r = −δₜᵤ qₜ xx + κ qₜ qᵤ xx, where κ is 1 in log space and 0 in level space.
INLINE vector chunk_body(const power_sum_problem *p, shape s, int is_level, const double *theta,
                         const double *constants, long first, long end, chunk_terms *out) {
  vector delta = splat(p->delta), above = splat(p->above);
  vector sum = splat(0);
  for (long i = first; i < end; i += VECTOR_LANES) {
    vector term[POWER_SUM_MAX_TERMS];
    vector total = terms_at(p, s, is_level, theta, constants, i, term);
    vector r = residual_at(p, is_level, i, total);
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
    vector scale = is_level ? splat(1) : 1.0 / total;
    UNROLLED for (int t = 0; t < s.terms; t++) store(out->q[t] + (i - first), term[t] * scale);
  }
  return sum;
}

INLINE double derivatives_body(const power_sum_problem *p, shape s, int is_level,
                               const double *theta, double *gradient, double *hessian) {
  const int slots = slot_count(s);
  double constants[POWER_SUM_MAX_TERMS];
  constants_of(s, theta, constants);
  vector sum = splat(0);
  vector g[POWER_SUM_MAX_SLOTS], h[MAX_PAIRS];
  UNROLLED for (int a = 0; a < slots; a++) g[a] = splat(0);
  UNROLLED for (int a = 0; a < slots * (slots + 1) / 2; a++) h[a] = splat(0);

  for (long first = 0; first < p->paddedCount; first += CHUNK) {
    const long end = first + CHUNK < p->paddedCount ? first + CHUNK : p->paddedCount;
    chunk_terms chunk;
    sum += chunk_body(p, s, is_level, theta, constants, first, end, &chunk);

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
  }

  for (int a = 0; a < slots; a++) {
    gradient[a] = sum_of_lanes(g[a]);
    for (int b = 0; b <= a; b++)
      hessian[a * slots + b] = sum_of_lanes(h[a * (a + 1) / 2 + b]);
  }
  return sum_of_lanes(sum);
}

INLINE void curvature_body(const power_sum_problem *p, shape s, int is_level, const double *theta,
                           double *diagonal) {
  double constants[POWER_SUM_MAX_TERMS];
  constants_of(s, theta, constants);
  vector delta = splat(p->delta), above = splat(p->above);
  vector d[POWER_SUM_MAX_SLOTS];
  const int slots = slot_count(s);
  UNROLLED for (int a = 0; a < slots; a++) d[a] = splat(0);
  for (long i = 0; i < p->paddedCount; i += VECTOR_LANES) {
    vector term[POWER_SUM_MAX_TERMS];
    vector total = terms_at(p, s, is_level, theta, constants, i, term);
    vector r = residual_at(p, is_level, i, total);
    vector size = __builtin_elementwise_abs(r);
    vector weight = load(p->weight + i);
    weight = choose(r > 0.0, weight * above, weight);
    vector scale = is_level ? splat(1) : 1.0 / total;
    vector irls = choose(size > delta, weight * delta / size, weight);
    UNROLLED for (int t = 0, slot = 0, column = 0; t < s.terms; column += s.factors[t], t++) {
      vector q = term[t] * scale;
      UNROLLED for (int a = 0; a <= s.factors[t]; a++, slot++) {
        vector x = a == 0 ? splat(1) : load(p->columns[column + a - 1] + i);
        d[slot] = multiply_add(irls * (q * x), q * x, d[slot]);
      }
    }
  }
  UNROLLED for (int a = 0; a < slots; a++) diagonal[a] = sum_of_lanes(d[a]);
}

INLINE void residuals_body(const power_sum_problem *p, shape s, int is_level, const double *theta,
                           double *residuals, double *jacobian) {
  double constants[POWER_SUM_MAX_TERMS];
  constants_of(s, theta, constants);
  for (long i = 0; i < p->paddedCount; i += VECTOR_LANES) {
    vector term[POWER_SUM_MAX_TERMS];
    vector total = terms_at(p, s, is_level, theta, constants, i, term);
    store(residuals + i, residual_at(p, is_level, i, total));
    if (!jacobian) continue;
    UNROLLED for (int t = 0, slot = 0, column = 0; t < s.terms; t++) {
      vector q = is_level ? term[t] : term[t] / total;
      UNROLLED for (int a = 0; a <= s.factors[t]; a++) {
        vector x = a == 0 ? splat(1) : load(p->columns[column + a - 1] + i);
        store(jacobian + (slot + a) * p->paddedCount + i, -q * x);
      }
      slot += 1 + s.factors[t];
      column += s.factors[t];
    }
  }
}

// The shapes with code of their own: E + A/x^α, and E + A/x^α + B/y^β.
#define CHINCHILLA ((shape){3, {0, 1, 1}})
#define SATURATING ((shape){2, {0, 1}})

static int has_shape(const power_sum_problem *p, shape s) {
  if (p->termCount != s.terms) return 0;
  UNROLLED for (int t = 0; t < s.terms; t++)
    if (p->factorCounts[t] != s.factors[t]) return 0;
  return 1;
}

static shape shape_of(const power_sum_problem *p) {
  shape s = {.terms = p->termCount};
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
