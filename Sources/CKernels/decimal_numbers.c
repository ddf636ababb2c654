// Reading decimal numbers: the nearest double of each, without a loop over its digits.
//
// References: W. D. Clinger, 1990, How to read floating point numbers accurately,
// doi:10.1145/93542.93557; D. Lemire, 2021, Number parsing at a gigabyte per second,
// doi:10.1002/spe.2984; N. Mushtak and D. Lemire, 2023, Fast number parsing without fallback,
// doi:10.1002/spe.3198.

#include "DecimalNumbers.h"

#include <math.h>
#include <string.h>

#include "byte_lanes.h"
#include "decimal_powers.h"

// A call for each cell costs as much as its digits do.
#define inlined static inline __attribute__((always_inline))

static const double exact_powers_of_ten[] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

static double double_of_bits(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

/// The general case: the 64 bits of the digits meet the 128 leading bits of 5^q; their product decides
/// every case, with no way back needed (Eisel and Lemire, Mushtak and Lemire).
static double nearest_double_by_product(uint64_t digits, int exponent) {
  // w · 5^q, with the highest bit of both factors set: 192 bits, of which the upper 128 are kept.
  const int leading_zeros = __builtin_clzll(digits);
  const uint64_t w = digits << leading_zeros;
  const power_of_five power = echelle_powers_of_five[exponent - lowest_power_of_five];
  const unsigned __int128 product =
      (unsigned __int128)w * power.high + (uint64_t)(((unsigned __int128)w * power.low) >> 64);
  const uint64_t low = (uint64_t)product;
  const uint64_t high = (uint64_t)(product >> 64);

  // 54 bits: the significand with its leading one, and one bit to round by.
  const int top_bit = (int)(high >> 63);
  const int shift = 9 + top_bit;
  uint64_t significand = high >> shift;
  // ⌊q log₂ 10⌋ = 217706 q >> 16 for the exponents of the table.
  int binary_exponent = ((217706 * exponent) >> 16) + 63 + top_bit - leading_zeros + 1023;

  if (binary_exponent <= 0) {
    if (binary_exponent <= -63) return 0;
    significand >>= 1 - binary_exponent;
    return double_of_bits((significand + (significand & 1)) >> 1);
  }
  // Exactly between two doubles, which only these powers can bring about: take the even one.
  if (low <= 1 && exponent >= -4 && exponent <= 23 && (significand & 3) == 1 &&
      significand << shift == high) {
    significand -= 1;
  }
  significand = (significand + (significand & 1)) >> 1;
  if (significand == 1ULL << 53) {
    significand >>= 1;
    binary_exponent += 1;
  }
  if (binary_exponent >= 0x7FF) return INFINITY;
  return double_of_bits((uint64_t)binary_exponent << 52 | (significand & ((1ULL << 52) - 1)));
}

inlined double nearest_double(uint64_t digits, int64_t exponent) {
  // Where both factors are exact doubles, one rounding does it (Clinger). More digits could be such,
  // but which have 16 of them is hard to foresee.
  if (digits < 1000000000000000 && exponent >= -22 && exponent <= 22) {
    return exponent < 0 ? (double)digits / exact_powers_of_ten[-exponent]
                        : (double)digits * exact_powers_of_ten[exponent];
  }
  if (digits == 0 || exponent < lowest_power_of_five) return 0;
  if (exponent > highest_power_of_five) return INFINITY;
  return nearest_double_by_product(digits, (int)exponent);
}

double echelle_nearest_double(uint64_t digits, int64_t exponent) {
  return nearest_double(digits, exponent);
}

enum { word_size = 8, bytes_before = lane_count + word_size };

typedef uint16_t pair_lanes __attribute__((ext_vector_type(lane_count / 2)));
typedef uint32_t four_lanes __attribute__((ext_vector_type(lane_count / 4)));
typedef uint64_t eight_lanes __attribute__((ext_vector_type(lane_count / 8)));

/// From 16 − n on it is a mask whose lanes are set from n on, from 32 − n on one of those before n.
static const uint8_t mask_bytes[3 * lane_count + 1] = {[lane_count... 2 * lane_count - 1] = 0xFF};

/// The number that 16 digits stand for, the first in the lowest lane.
inlined uint64_t number_of_lanes(byte_lanes digits) {
  // Neighbours are joined: digits to pairs, pairs to fours, fours to eights.
  const pair_lanes tens = (pair_lanes)digits;
  const pair_lanes pairs = (tens & 0xFF) * 10 + (tens >> 8);
  const pair_lanes weights = {100, 1, 100, 1, 100, 1, 100, 1};
  const four_lanes hundreds = (four_lanes)(pairs * weights);
  const four_lanes fours = (hundreds & 0xFFFF) + (hundreds >> 16);
  const eight_lanes ten_thousands = (eight_lanes)fours;
  const eight_lanes eights = (ten_thousands & 0xFFFFFFFF) * 10000 + (ten_thousands >> 32);
  return eights[0] * 100000000 + eights[1];
}

/// The number that eight digits stand for, the first in the lowest byte.
inlined uint64_t number_of_word(uint64_t digits) {
  digits = (digits * ((10 << 8) + 1)) >> 8 & 0x00FF00FF00FF00FF;
  digits = (digits * ((100 << 16) + 1)) >> 16 & 0x0000FFFF0000FFFF;
  return (digits * ((10000ULL << 32) + 1)) >> 32;
}

/// The digits of a number, and how many of them are behind the point.
typedef struct {
  uint64_t digits;
  int fraction;
} decimal;

/// Reads the last `count` of the 16 bytes before `end`, of which one may be the point.
inlined bool parse_tail(const uint8_t *end, size_t count, decimal *tail, bool *has_point) {
  byte_lanes lanes = load_lanes(end - lane_count) - '0';
  lanes &= load_lanes(mask_bytes + count);
  const unsigned points = bits_of(lanes == (byte_lanes)(uint8_t)('.' - '0'));
  const int place = points != 0 ? __builtin_ctz(points) : -1;
  // The digits before the point move onto its place.
  const byte_lanes before = lanes & load_lanes(mask_bytes + 2 * lane_count - place);
  const byte_lanes after = lanes & load_lanes(mask_bytes + lane_count - 1 - place);
  lanes = after | __builtin_shufflevector(
                      before, (byte_lanes)0, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
  tail->digits = number_of_lanes(lanes);
  tail->fraction = points != 0 ? lane_count - 1 - place : 0;
  *has_point = points != 0;
  return bits_of(lanes > (byte_lanes)9) == 0;
}

/// Puts the last `count` of the 8 bytes before `end`, of which one may be the point, before `number`,
/// which has so many digits that all are 19 at most.
inlined bool parse_head(
    const uint8_t *end, size_t count, bool tail_has_point, decimal *number) {
  const uint64_t ones = 0x0101010101010101;
  uint64_t word;
  memcpy(&word, end - word_size, word_size);
  word = (word ^ ('0' * ones)) & ~(~0ULL >> (4 * count) >> (4 * count));
  // The lowest bit that is set is the highest of the first byte that is a point.
  const uint64_t difference = word ^ (('.' ^ '0') * ones);
  const uint64_t points = (difference - ones) & ~difference & (0x80 * ones);
  if (points != 0) {
    if (tail_has_point) return false;
    const uint64_t bit = points & -points;
    word = (word & ~((bit << 1) - 1)) | (word & ((bit >> 7) - 1)) << 8;
    number->fraction = bytes_before - 1 - __builtin_ctzll(points) / 8;
  }
  const uint64_t head = number_of_word(word);
  if (((word | (word + 6 * ones)) & (0xF0 * ones)) != 0 || head > 999) return false;
  number->digits += head * (tail_has_point ? 1000000000000000 : 10000000000000000);
  return true;
}

inlined bool parse_significand(const uint8_t *start, const uint8_t *end, decimal *number) {
  const size_t count = (size_t)(end - start);
  bool has_point;
  if (count - 1 < lane_count) {
    return parse_tail(end, count, number, &has_point) && count > has_point;
  }
  return count - 1 < bytes_before && parse_tail(end, lane_count, number, &has_point) &&
         parse_head(end - lane_count, count - lane_count, has_point, number);
}

/// Finds `e-05` at the end of what is between `start` and `end`, and takes it away from there.
static bool take_exponent(const uint8_t *start, const uint8_t **end, int64_t *exponent) {
  int64_t value = 0;
  int64_t power = 1;
  const uint8_t *last = *end - 1;
  for (; last > start && *last >= '0' && *last <= '9' && power <= 1000; last--) {
    value += power * (*last - '0');
    power *= 10;
  }
  const bool is_negative = *last == '-';
  if (is_negative || *last == '+') last -= 1;
  if (power == 1 || last <= start || (*last | 0x20) != 'e') return false;
  *end = last;
  *exponent = is_negative ? -value : value;
  return true;
}

/// Reads the number from `start` to `end`, before which there are `bytes_before` at least.
inlined bool parse_plain_number(const uint8_t *start, const uint8_t *end, double *value) {
  const bool is_negative = *start == '-';
  start += is_negative;
  decimal number;
  int64_t exponent = 0;
  if (!parse_significand(start, end, &number) &&
      !(take_exponent(start, &end, &exponent) && parse_significand(start, end, &number))) {
    return false;
  }
  const double magnitude = nearest_double(number.digits, exponent - number.fraction);
  *value = is_negative ? -magnitude : magnitude;
  return true;
}

bool echelle_parse_plain_number(
    const uint8_t *bytes, size_t start, size_t end, double *value) {
  return start >= bytes_before && parse_plain_number(bytes + start, bytes + end, value);
}

size_t echelle_parse_plain_numbers(
    const echelle_plain_column *column, size_t first, size_t count, double *values) {
  const uint8_t *bytes = column->bytes;
  for (size_t record = first; record < count; record++) {
    const size_t cell = record * column->width + column->column;
    const size_t start = cell == 0 ? column->start : column->origin + column->ends[cell - 1] + 1;
    const size_t end = column->origin + column->ends[cell];
    if (!echelle_parse_plain_number(bytes, start, end, values + record)) return record;
  }
  return count;
}
