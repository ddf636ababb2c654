// An empty package of ICU data: names, calendars, collations and number formats of all languages.
//
// Foundation carries ICU's tables of locales, 31 MB, of which the command uses nothing: it formats
// numbers and dates in one way everywhere. A program that defines their symbol itself is linked
// without the tables. ICU then finds no locale, as documented for its own "stubdata" library; what
// does not depend on a locale (regular expressions, properties of characters, normalisation) is
// compiled into it and works as before.
//
// The name of the symbol holds ICU's major version. Under a toolchain with another one the tables are
// linked again: the program is larger, and does the same. `make check-install` notices.
#include <stdint.h>

#include "CNoLocales.h"

// The header of a common data file (ICU's ucmndata.h and udata.h), with a table of no entries.
struct empty_package {
  uint16_t header_size;
  uint8_t magic[2];
  uint16_t info_size;
  uint16_t reserved;
  uint8_t is_big_endian;
  uint8_t charset_family;
  uint8_t bytes_per_unit;
  uint8_t reserved_too;
  uint8_t format[4];
  uint8_t format_version[4];
  uint8_t data_version[4];
  uint8_t padding[8];
  uint32_t entries;
  uint32_t unused[5];
};

__attribute__((visibility("default"), used, aligned(16)))
const struct empty_package icudt76_dat = {
    .header_size = 32,
    .magic = {0xDA, 0x27},
    .info_size = 20,
    .is_big_endian = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__,
    .bytes_per_unit = 2,
    .format = {'T', 'o', 'C', 'P'},
    .format_version = {1},
    .entries = 0,
};
