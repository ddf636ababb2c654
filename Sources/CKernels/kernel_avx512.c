// The vector kernels for AVX-512 (F and DQ): 8 doubles a vector.
#include "VectorKernel.h"

#if defined(__x86_64__)
#include <math.h>
#include <stdint.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx2,fma"))), apply_to = function)
#define VECTOR_LANES 8
#define VECTOR_HAS_FMA
#include "vector_math.h"

#include "power_sum.h"

#include "formula_program.h"

#include "kernel_table.h"
#pragma clang attribute pop

const vector_kernel echelle_vector_kernel_avx512 = VECTOR_KERNEL("avx512");
#endif
