// The vector kernels for what every machine of the family has: SSE2 on x86-64, NEON on arm64, plain
// doubles in pairs elsewhere. 2 doubles a vector.
#include "VectorKernel.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define VECTOR_LANES 2
#if defined(__aarch64__)
#define VECTOR_HAS_FMA
#define BASELINE_NAME "neon"
#elif defined(__x86_64__)
#define BASELINE_NAME "sse2"
#else
#define BASELINE_NAME "portable"
#endif
#include "vector_math.h"

#include "power_sum.h"

#include "formula_program.h"

#include "kernel_table.h"

const vector_kernel echelle_vector_kernel_baseline = VECTOR_KERNEL(BASELINE_NAME);
