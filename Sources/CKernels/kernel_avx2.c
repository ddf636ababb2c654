// The vector kernels for AVX2 with FMA: 4 doubles a vector.
#include "VectorKernel.h"

#if defined(__x86_64__)
#include <math.h>
#include <stdint.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define VECTOR_LANES 4
#define VECTOR_HAS_FMA
#include "vector_math.h"

#include "power_sum.h"

#include "formula_program.h"

#include "kernel_table.h"
#pragma clang attribute pop

const vector_kernel echelle_vector_kernel_avx2 = VECTOR_KERNEL("avx2");
#endif
