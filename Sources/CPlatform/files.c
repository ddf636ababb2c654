#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif
#include <pthread.h>
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

void echelle_share_heap(void) {
#if defined(__GLIBC__)
  mallopt(M_ARENA_MAX, 1);
#endif
}

int echelle_set_thread_stack(size_t bytes) {
#if defined(__GLIBC__)
  pthread_attr_t attributes;
  int code = pthread_attr_init(&attributes);
  if (code != 0) return code;
  code = pthread_attr_setstacksize(&attributes, bytes);
  if (code == 0) code = pthread_setattr_default_np(&attributes);
  pthread_attr_destroy(&attributes);
  return code;
#else
  (void)bytes;
  return 0;
#endif
}

static void *wait_for_mutex(void *mutex) {
  pthread_mutex_lock(mutex);
  pthread_mutex_unlock(mutex);
  return NULL;
}

int echelle_try_threads(int count) {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_t threads[64];
  int started = 0, code = 0;
  pthread_mutex_lock(&mutex);
  while (code == 0 && started < count && started < 64) {
    code = pthread_create(&threads[started], NULL, wait_for_mutex, &mutex);
    if (code == 0) started++;
  }
  pthread_mutex_unlock(&mutex);
  for (int i = 0; i < started; i++) pthread_join(threads[i], NULL);
  return code;
}

int echelle_flush_standard_output(void) {
  return fflush(stdout) == 0 && !ferror(stdout) ? 0 : -1;
}
