// Finding the shape of a delimited table, 64 bytes at a time.
//
// Vectors wider than 16 lanes, picked at run time, were tried and gained nothing: writing the positions
// bounds it at about 13 GB/s.

#include "CSVScan.h"

#include <string.h>

#include "byte_lanes.h"

enum { block_size = 64 };

/// One bit for each of 16 bytes: set where the byte is the delimiter, a quote, LF, CR or NUL.
static inline uint64_t structure_bits_of_lanes(const uint8_t *bytes, uint8_t delimiter) {
  const byte_lanes lanes = load_lanes(bytes);
  return bits_of(
      (lanes == (byte_lanes)delimiter) | (lanes == (byte_lanes)'"') | (lanes == (byte_lanes)'\n') |
      (lanes == (byte_lanes)'\r') | (lanes == (byte_lanes)0));
}

/// One bit for each of 64 bytes; see above.
static inline uint64_t structure_bits(const uint8_t *bytes, uint8_t delimiter) {
  uint64_t word = 0;
  for (int start = 0; start < block_size; start += lane_count) {
    word |= structure_bits_of_lanes(bytes + start, delimiter) << start;
  }
  return word;
}

size_t echelle_csv_find_structure(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint32_t *positions) {
  size_t found = 0;
  size_t offset = 0;
  while (offset < count) {
    uint64_t bits;
    if (count - offset >= block_size) {
      bits = structure_bits(bytes + offset, delimiter);
    } else {
      uint8_t tail[block_size];
      memset(tail, 'x', block_size);
      memcpy(tail, bytes + offset, count - offset);
      bits = structure_bits(tail, delimiter);
    }
    for (; bits != 0; bits &= bits - 1) {
      positions[found] = (uint32_t)(offset + (size_t)__builtin_ctzll(bits));
      found += 1;
    }
    offset += block_size;
  }
  return found;
}

size_t echelle_csv_count_plain_records(
    const uint8_t *bytes, const uint32_t *positions, size_t count, uint8_t delimiter, size_t width) {
  size_t records = 0;
  for (; count >= width; count -= width, positions += width) {
    size_t cell = 0;
    while (cell + 1 < width && bytes[positions[cell]] == delimiter) cell += 1;
    if (cell + 1 < width || bytes[positions[cell]] != '\n') break;
    records += 1;
  }
  return records;
}
