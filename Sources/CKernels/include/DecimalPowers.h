#ifndef ECHELLE_DECIMAL_POWERS_H
#define ECHELLE_DECIMAL_POWERS_H

#include <stdint.h>

/// The 128 leading bits of a power of five; the highest bit of `high` is set.
typedef struct {
  uint64_t high;
  uint64_t low;
} echelle_power_of_five;

/// The 128 leading bits of 5^`exponent`, for −342 ≤ `exponent` ≤ 308.
///
/// Rounded down, except that −27 ≤ `exponent` < 0 is rounded up, so that a product with a multiple of
/// the divisor does not fall short of the integer it stands for.
echelle_power_of_five echelle_leading_bits_of_power_of_five(int32_t exponent);

#endif
