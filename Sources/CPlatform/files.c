#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#if defined(__APPLE__)

int echelle_rename_to_new(const char *from, const char *to) {
  return renamex_np(from, to, RENAME_EXCL);
}

int echelle_exchange(const char *first, const char *second) {
  return renamex_np(first, second, RENAME_SWAP);
}

int echelle_open_unnamed(const char *folder, unsigned mode) {
  (void)folder;
  (void)mode;
  errno = EOPNOTSUPP;
  return -1;
}

int echelle_give_name(int file, const char *path) {
  (void)file;
  (void)path;
  errno = EOPNOTSUPP;
  return -1;
}

#else

int echelle_rename_to_new(const char *from, const char *to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

int echelle_exchange(const char *first, const char *second) {
  return renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE);
}

int echelle_open_unnamed(const char *folder, unsigned mode) {
  return open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, (mode_t)mode);
}

int echelle_give_name(int file, const char *path) {
  char source[40];
  snprintf(source, sizeof source, "/proc/self/fd/%d", file);
  return linkat(AT_FDCWD, source, AT_FDCWD, path, AT_SYMLINK_FOLLOW);
}

#endif

int echelle_flush_standard_output(void) {
  return fflush(stdout) == 0 && !ferror(stdout) ? 0 : -1;
}
