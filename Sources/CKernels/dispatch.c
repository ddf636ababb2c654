// Which of the compiled kernels this machine can run.
#include "VectorKernel.h"

#include <stddef.h>

extern const vector_kernel echelle_vector_kernel_baseline;
#if defined(__x86_64__)
extern const vector_kernel echelle_vector_kernel_avx2;
extern const vector_kernel echelle_vector_kernel_avx512;
#endif

int echelle_vector_kernel_count(void) {
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return 1;
  if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512dq")) return 2;
  return 3;
#else
  return 1;
#endif
}

const vector_kernel *echelle_vector_kernel_at(int i) {
  if (i < 0 || i >= echelle_vector_kernel_count()) return NULL;
#if defined(__x86_64__)
  if (i == 2) return &echelle_vector_kernel_avx512;
  if (i == 1) return &echelle_vector_kernel_avx2;
#endif
  return &echelle_vector_kernel_baseline;
}
