// Random inputs for the checks of the C code, and blocks that end where a sanitizer watches.
#pragma once

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FAIL(...)                                                        \
  do {                                                                   \
    printf("%s:%d: ", __FILE__, __LINE__);                               \
    printf(__VA_ARGS__);                                                 \
    printf("\n");                                                        \
    exit(1);                                                             \
  } while (0)
#define EXPECT(CONDITION, ...) \
  do {                         \
    if (!(CONDITION)) FAIL(__VA_ARGS__); \
  } while (0)

static uint64_t random_state = 1;

// SplitMix64: Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195.
static inline uint64_t random_bits(void) {
  uint64_t z = random_state += 0x9e3779b97f4a7c15;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
  z = (z ^ z >> 27) * 0x94d049bb133111eb;
  return z ^ z >> 31;
}

// An integer from 0 to `count` − 1.
static inline size_t random_below(size_t count) { return (size_t)(random_bits() % count); }

static inline double double_of_bits(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

// Mostly moderate numbers; now and then one at an edge, or any bits.
static inline double random_double(void) {
  static const double edges[] = {
      0.0, -0.0, 1, -1, NAN, INFINITY, -INFINITY, 0x1p-1074, 0x1p-1022, 0x1.fffffffffffffp1023,
      -0x1.fffffffffffffp1023, 709.782712893384, 709.79, -745.14, -708.4, 1e300, 1e-300,
  };
  switch (random_below(8)) {
    case 0: return edges[random_below(sizeof edges / sizeof *edges)];
    case 1: return double_of_bits(random_bits());
    default: return ((double)(random_bits() >> 11) * 0x1p-53 - 0.5) * 8;
  }
}

static inline double moderate_double(void) {
  return ((double)(random_bits() >> 11) * 0x1p-53 - 0.5) * 4;
}

// A block of exactly so many bytes, so that one more, on either side, is a fault. At least one is
// asked for: `malloc(0)` may be null.
static inline void *exact(size_t bytes) {
  void *block = malloc(bytes > 0 ? bytes : 1);
  EXPECT(block, "memory is short");
  return block;
}

static inline double *doubles(long count, double (*value)(void)) {
  double *block = exact((size_t)count * sizeof *block);
  for (long i = 0; i < count; i++) block[i] = value();
  return block;
}

// Whether two results of one sum in different orders agree.
static inline int is_close(double a, double b, double scale) {
  if (!isfinite(a) || !isfinite(b)) return 1;
  return fabs(a - b) <= 1e-9 * (fabs(a) + fabs(b) + scale);
}
