#ifndef ECHELLE_BYTE_LANES_H
#define ECHELLE_BYTE_LANES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/// 16 bytes at a time, in Clang's portable vectors, which every 64-bit machine has.
enum { lane_count = 16 };

typedef uint8_t byte_lanes __attribute__((ext_vector_type(lane_count)));
/// What comparing lanes gives: all bits of a lane, or none.
typedef char truth_lanes __attribute__((ext_vector_type(lane_count)));
typedef bool bit_lanes __attribute__((ext_vector_type(lane_count)));

static inline byte_lanes load_lanes(const uint8_t *bytes) {
  byte_lanes lanes;
  memcpy(&lanes, bytes, lane_count);
  return lanes;
}

/// A bit for each lane, the first the lowest.
static inline uint16_t bits_of(truth_lanes lanes) {
  bit_lanes bits = __builtin_convertvector(lanes, bit_lanes);
  uint16_t word;
  memcpy(&word, &bits, sizeof word);
  return word;
}

#endif
