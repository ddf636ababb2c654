#ifndef ECHELLE_CPLATFORM_H
#define ECHELLE_CPLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Calls of the system that Swift cannot see, and the inner loop of SHA-256.
// Each call returns 0 or a descriptor, or -1 with the reason in errno.

/// Renames `from` to `to` unless there is something at `to`: then EEXIST. EINVAL or ENOSYS where the
/// file system cannot do that in one step.
int echelle_rename_to_new(const char *from, const char *to);

/// Exchanges what is at two paths in one step. EINVAL or ENOSYS where the file system cannot.
int echelle_exchange(const char *first, const char *second);

/// Opens a file without a name in `folder`, for writing. It is gone when it is closed, however the
/// process ends, unless `echelle_give_name` gives it a name. EOPNOTSUPP where there is no such thing.
int echelle_open_unnamed(const char *folder, unsigned mode);

/// Gives the file of `echelle_open_unnamed` a name. EEXIST where there is something at `path`.
int echelle_give_name(int file, const char *path);

/// Gives threads that are started from now on a stack of `bytes`, where the system has a setting for it.
/// Returns 0 or the number of an error.
int echelle_set_thread_stack(size_t bytes);

/// Has all threads take their memory from one heap, where a heap of each would take address space.
void echelle_share_heap(void);

/// Has `count` threads at once, at most 64, and ends them. Returns 0 or the number of an error.
int echelle_try_threads(int count);

/// Writes out what C's standard output has in its buffer. -1 where any of it could not be written.
int echelle_flush_standard_output(void);

/// Adds `count` blocks of 64 bytes to the state of a SHA-256.
void echelle_sha256_add(uint32_t state[8], const uint8_t *blocks, size_t count);

/// The same without the processor's instructions for it.
void echelle_sha256_add_portably(uint32_t state[8], const uint8_t *blocks, size_t count);

#endif
