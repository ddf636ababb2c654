// Checks of what reads bytes: the shape of delimited tables, decimal numbers, SHA-256.
#pragma once

#include "CKernels.h"
#include "CPlatform.h"
#include "inputs.h"

static void check_structure(void) {
  static const char alphabet[] = {',', ';', '"', '\n', '\r', 0, 'x', '1', (char)0xFF, ' '};
  const size_t count = random_below(300), shift = random_below(17);
  // Not aligned, and the last byte is the block's last.
  uint8_t *block = exact(shift + count), *bytes = block + shift;
  for (size_t i = 0; i < count; i++) bytes[i] = (uint8_t)alphabet[random_below(sizeof alphabet)];
  uint32_t *positions = exact(count * sizeof *positions);
  const size_t found = echelle_csv_find_structure(bytes, count, ',', positions);
  size_t expected = 0;
  for (size_t i = 0; i < count; i++) {
    if (bytes[i] && !strchr(",\"\n\r", bytes[i])) continue;
    EXPECT(expected < found && positions[expected] == i, "the structure at %zu is missed", i);
    expected += 1;
  }
  EXPECT(expected == found, "%zu positions, not %zu", found, expected);

  const size_t width = 1 + random_below(4);
  size_t records = 0;
  for (size_t at = 0; at + width <= found; at += width, records++) {
    size_t cell = 0;
    while (cell < width && bytes[positions[at + cell]] == (cell + 1 < width ? ',' : '\n')) cell++;
    if (cell < width) break;
  }
  EXPECT(echelle_csv_count_plain_records(bytes, positions, found, ',', width) == records,
         "the plain records are not counted");
  free(positions);
  free(block);
}

// A text of digits with, often, a point, a sign and an exponent; sometimes anything.
static size_t random_number(char *text) {
  size_t count = 0;
  if (random_below(4) == 0) text[count++] = '-';
  const size_t digits = random_below(24), point = random_below(24);
  for (size_t i = 0; i < digits; i++) {
    if (i == point) text[count++] = '.';
    text[count++] = (char)('0' + random_below(10));
  }
  if (random_below(3) == 0)
    count += (size_t)sprintf(text + count, "%c%s%d", "eE"[random_below(2)],
                             (const char *[]){"", "+", "-", "-0"}[random_below(4)],
                             (int)random_below(400));
  if (random_below(6) == 0 && count > 0) text[random_below(count)] = (char)random_bits();
  return count;
}

static void check_number(void) {
  char text[64] = {0};
  const size_t count = random_number(text), start = random_below(40);
  // A byte is promised at `start`.
  const size_t size = start + (count > 0 ? count : 1);
  uint8_t *bytes = exact(size);
  for (size_t i = 0; i < size; i++) bytes[i] = (uint8_t)random_bits();
  memcpy(bytes + start, text, count);
  double value = 0;
  if (echelle_parse_plain_number(bytes, start, start + count, &value)) {
    EXPECT(start >= 24, "a number is read with only %zu bytes before it", start);
    text[count] = 0;
    char *end;
    const double expected = strtod(text, &end);
    EXPECT(*end == 0 && value == expected && signbit(value) == signbit(expected),
           "'%s' is %.17g, not %.17g", text, value, expected);
  }
  free(bytes);

  static const int64_t exponents[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX, -400, 400, -343, -342, 308, 309};
  const uint64_t digits = random_bits() >> random_below(64);
  const int64_t exponent = random_below(10) == 0
                               ? exponents[random_below(sizeof exponents / sizeof *exponents)]
                               : (int64_t)random_below(720) - 360;
  char written[80];
  sprintf(written, "%llue%lld", (unsigned long long)digits, (long long)exponent);
  const double nearest = echelle_nearest_double(digits, exponent);
  EXPECT(nearest == strtod(written, NULL), "%s is %.17g", written, nearest);
}

static void check_column(void) {
  const size_t width = 1 + random_below(3), records = random_below(12), origin = 24 + random_below(9);
  char text[2048];
  uint32_t ends[40];
  size_t count = 0;
  for (size_t cell = 0; cell < width * records; cell++) {
    count += (size_t)sprintf(text + count, "%d.%d", (int)random_below(2000) - 1000, (int)random_below(100));
    ends[cell] = (uint32_t)count;
    text[count++] = (cell + 1) % width == 0 ? '\n' : ',';
  }
  uint8_t *bytes = exact(origin + count);
  memset(bytes, 'x', origin);
  memcpy(bytes + origin, text, count);
  uint32_t *own_ends = exact(width * records * sizeof *own_ends);
  memcpy(own_ends, ends, width * records * sizeof *own_ends);
  for (size_t column = 0; column < width; column++) {
    double *values = exact(records * sizeof *values);
    const echelle_plain_column plain = {bytes, origin, origin, own_ends, width, column};
    EXPECT(echelle_parse_plain_numbers(&plain, 0, records, values) == records, "a number is left out");
    for (size_t record = 0; record < records; record++) {
      const size_t cell = record * width + column;
      const double expected = strtod(text + (cell == 0 ? 0 : ends[cell - 1] + 1), NULL);
      EXPECT(values[record] == expected, "%.17g, not %.17g", values[record], expected);
    }
    free(values);
  }
  free(own_ends);
  free(bytes);
}

static void check_sha256(void) {
  const size_t blocks = random_below(6), shift = random_below(17);
  uint8_t *block = exact(shift + 64 * blocks);
  for (size_t i = 0; i < shift + 64 * blocks; i++) block[i] = (uint8_t)random_bits();
  uint32_t one[8], other[8];
  for (int i = 0; i < 8; i++) one[i] = other[i] = (uint32_t)random_bits();
  echelle_sha256_add(one, block + shift, blocks);
  echelle_sha256_add_portably(other, block + shift, blocks);
  EXPECT(memcmp(one, other, sizeof one) == 0, "two ways to SHA-256 differ");
  free(block);
}
