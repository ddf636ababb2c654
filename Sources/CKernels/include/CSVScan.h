#ifndef ECHELLE_CSV_SCAN_H
#define ECHELLE_CSV_SCAN_H

#include <stddef.h>
#include <stdint.h>

/// Writes the positions of the bytes that give a delimited table its shape: `delimiter`, `"`, LF, CR
/// and NUL, in ascending order. What a quote means is left to the caller.
///
/// `positions` needs room for `count` entries; `count` is at most UINT32_MAX. Returns how many were
/// written.
size_t echelle_csv_find_structure(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint32_t *positions);

/// Counts the records that the `count` `positions` begin with in which every cell is plain: each has
/// `width` cells, parted by `delimiter` and ended by LF, and no quote, CR or NUL.
///
/// `positions` are those of the structure of `bytes`, from that of a record's first cell on.
size_t echelle_csv_count_plain_records(
    const uint8_t *bytes, const uint32_t *positions, size_t count, uint8_t delimiter, size_t width);

#endif
