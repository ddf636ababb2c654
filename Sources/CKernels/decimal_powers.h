#ifndef ECHELLE_DECIMAL_POWERS_H
#define ECHELLE_DECIMAL_POWERS_H

#include <stdint.h>

/// The 128 leading bits of a power of five; the highest bit of `high` is set.
typedef struct {
  uint64_t high;
  uint64_t low;
} power_of_five;

enum { lowest_power_of_five = -342, highest_power_of_five = 308 };

/// The powers from the lowest exponent to the highest.
///
/// Rounded down, except that those from -27 to -1 are rounded up, so that a product with a multiple of
/// the divisor does not fall short of the integer it stands for.
extern const power_of_five echelle_powers_of_five[];

#endif
