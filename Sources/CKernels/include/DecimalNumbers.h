#ifndef ECHELLE_DECIMAL_NUMBERS_H
#define ECHELLE_DECIMAL_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

/// The double nearest to `digits` · 10^`exponent`, ties to even.
double echelle_nearest_double(uint64_t digits, int64_t exponent);

/// A column of a block of records whose cells are plain: neither quoted nor escaped.
typedef struct {
  /// The whole text.
  const uint8_t *bytes;
  size_t byte_count;
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

/// Reads numbers as most tables have them, `-?digits[.digits][(e|E)[+-]digits]` with up to 19 digits, of
/// the records `first`, `first` + 1 … before `count`, into `values[first]`, …: each the nearest double.
///
/// Returns the first record whose cell is written otherwise, or `count`. What that cell means is left to
/// the caller, and so are cells near either end of the text.
size_t echelle_parse_plain_numbers(
    const echelle_plain_column *column, size_t first, size_t count, double *values);

#endif
