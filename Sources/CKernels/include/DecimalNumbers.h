#ifndef ECHELLE_DECIMAL_NUMBERS_H
#define ECHELLE_DECIMAL_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The double nearest to `digits` · 10^`exponent`, ties to even.
double echelle_nearest_double(uint64_t digits, int64_t exponent);

/// Reads a number as most tables have them, `-?digits[.digits][(e|E)[+-]digits]` with up to 19 digits,
/// from `bytes[start]` to `bytes[end]`: the nearest double.
///
/// Returns whether it is written so, and `start` at least 24; else what it means is left to the caller.
/// `start` may be `end`, and there is a byte at `start`.
bool echelle_parse_plain_number(const uint8_t *bytes, size_t start, size_t end, double *value);

/// A column of a block of records whose cells are plain: neither quoted nor escaped.
typedef struct {
  /// The whole text.
  const uint8_t *bytes;
  /// The offset in the text from which `ends` count.
  size_t origin;
  /// The offset in the text at which the first record begins.
  size_t start;
  /// Where each cell of the block ends, record by record.
  const uint32_t *ends;
  /// How many cells a record has.
  size_t width;
  /// The column's place in the records, from 0.
  size_t column;
} echelle_plain_column;

/// Reads the numbers of the records `first`, `first` + 1 … before `count`, into `values[first]`, …
///
/// Returns the first record whose cell echelle_parse_plain_number() leaves to the caller, or `count`.
size_t echelle_parse_plain_numbers(
    const echelle_plain_column *column, size_t first, size_t count, double *values);

#endif
