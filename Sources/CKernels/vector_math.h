// Vectors of doubles, and exp and log over them. Included once for each instruction set, after
// VECTOR_LANES and, where the machine has it, VECTOR_HAS_FMA are defined.
//
// exp: x = n·log 2 + r with |r| ≤ log(2)/2 in two parts of log 2 (Cody and Waite), a polynomial of
// degree 11 in r fitted at Chebyshev points, and 2ⁿ applied in two halves so that overflow and
// subnormal results round once. log: x = 2ᵏ(1 + f) with 1 + f in [√½, √2), then the series in
// s = f/(2 + f) with the coefficients of fdlibm's e_log.c (Sun Microsystems 1993).

#include <math.h>
#include <stdint.h>
#include <string.h>

typedef double vector __attribute__((vector_size(8 * VECTOR_LANES)));
typedef int64_t vector_mask __attribute__((vector_size(8 * VECTOR_LANES)));
typedef uint64_t vector_bits __attribute__((vector_size(8 * VECTOR_LANES)));
typedef double loose_vector __attribute__((vector_size(8 * VECTOR_LANES), aligned(8), may_alias));

#define INLINE static inline __attribute__((always_inline))

INLINE vector load(const double *p) { return *(const loose_vector *)p; }
INLINE void store(double *p, vector v) { *(loose_vector *)p = v; }
INLINE vector splat(double x) { return x - (vector){0}; }
INLINE vector as_vector(vector_mask m) { return (vector)m; }
INLINE vector_mask as_bits(vector v) { return (vector_mask)v; }

INLINE vector multiply_add(vector a, vector b, vector c) {
#ifdef VECTOR_HAS_FMA
  return __builtin_elementwise_fma(a, b, c);
#else
  return a * b + c;
#endif
}

// Lanes of `a` where the mask is set, of `b` elsewhere.
INLINE vector choose(vector_mask mask, vector a, vector b) {
  return as_vector((mask & as_bits(a)) | (~mask & as_bits(b)));
}

INLINE double sum_of_lanes(vector v) {
  double sum = 0;
  for (int lane = 0; lane < VECTOR_LANES; lane++) sum += v[lane];
  return sum;
}

// Adding and taking away 1.5 · 2⁵² rounds to the nearest integer, and leaves it in the low bits.
#define ROUNDING 0x1.8p52

// 2ⁿ for integers n in [−1022, 1023] held as doubles.
INLINE vector power_of_two(vector n) {
  return as_vector((as_bits(n + ROUNDING) + 1023) << 52);
}

INLINE vector exponential(vector x) {
  // Beyond these bounds the result is 0 or infinity anyway; NaN passes through both.
  vector bounded = choose(x > 710.0, splat(710.0), x);
  bounded = choose(bounded < -746.0, splat(-746.0), bounded);

  vector n = multiply_add(bounded, splat(0x1.71547652b82fep+0), splat(ROUNDING)) - ROUNDING;
  vector r = multiply_add(n, splat(-0x1.62e42fefa3800p-1), bounded);
  r = multiply_add(n, splat(-0x1.ef35793c76730p-45), r);

  vector r2 = r * r;
  vector p01 = multiply_add(r, splat(0x1.5555555555556p-3), splat(0x1.0000000000001p-1));
  vector p23 = multiply_add(r, splat(0x1.11111111109b3p-7), splat(0x1.5555555553d63p-5));
  vector p45 = multiply_add(r, splat(0x1.a01a01a7c41d5p-13), splat(0x1.6c16c1788bd90p-10));
  vector p67 = multiply_add(r, splat(0x1.71de0dae63bb3p-19), splat(0x1.a019b90d2ae7ap-16));
  vector p89 = multiply_add(r, splat(0x1.af38a9b0ec855p-26), splat(0x1.289185613a3d6p-22));
  vector r4 = r2 * r2;
  vector low = multiply_add(p23, r2, p01);
  // p(r) = p01 + r²p23 + r⁴(p45 + r²p67 + r⁴p89)
  vector high = multiply_add(p89, r4, multiply_add(p67, r2, p45));
  vector q = multiply_add(high, r4, low);
  vector result = multiply_add(q, r2, r) + 1.0;

  vector half = multiply_add(n, splat(0.5), splat(ROUNDING)) - ROUNDING;
  return result * power_of_two(half) * power_of_two(n - half);
}

INLINE vector logarithm(vector x) {
  vector_mask is_subnormal = x < 0x1p-1022;
  vector scaled = choose(is_subnormal, x * 0x1p54, x);
  vector_mask bits = as_bits(scaled);

  // Move the boundary of the exponent from 1 to √½, so that 1 + f is in [√½, √2).
  vector_mask shifted = bits - 0x3fe6a09e667f3bcdLL;
  vector_mask exponent = (vector_mask)((vector_bits)shifted >> 52);
  vector k = as_vector(exponent ^ 0x4330000000000800LL) - 0x1.00000000008p52;
  vector f = as_vector((shifted & 0x000fffffffffffffLL) + 0x3fe6a09e667f3bcdLL) - 1.0;
  k = choose(is_subnormal, k - 54.0, k);

  vector s = f / (f + 2.0);
  vector z = s * s;
  vector w = z * z;
  vector odd = multiply_add(w, splat(0x1.39a09d078c69fp-3), splat(0x1.c71c51d8e78afp-3));
  odd = multiply_add(w, odd, splat(0x1.999999997fa04p-2));
  vector even = multiply_add(w, splat(0x1.2f112df3e5244p-3), splat(0x1.7466496cb03dep-3));
  even = multiply_add(w, even, splat(0x1.2492494229359p-2));
  even = multiply_add(w, even, splat(0x1.5555555555593p-1));
  vector series = multiply_add(w, odd, z * even);
  vector half_square = 0.5 * f * f;
  // k·log 2 + f − (f²/2 − (s(f²/2 + R) + k·log 2, low part)), small terms first.
  vector correction = multiply_add(s, half_square + series, k * 0x1.a39ef35793c76p-33);
  vector result = multiply_add(k, splat(0x1.62e42feep-1), f - (half_square - correction));

  result = choose(x == INFINITY, x, result);
  result = choose(x == 0.0, splat(-INFINITY), result);
  vector_mask has_value = x >= 0.0;
  return choose(has_value, result, splat(NAN));
}
