// The table of the functions compiled for one instruction set. Included once for each, last.

static void exponentials(const double *x, double *y, long count) {
  long i = 0;
  for (; i + VECTOR_LANES <= count; i += VECTOR_LANES) store(y + i, exponential(load(x + i)));
  if (i == count) return;
  double rest[VECTOR_LANES] = {0};
  memcpy(rest, x + i, (size_t)(count - i) * sizeof *x);
  store(rest, exponential(load(rest)));
  memcpy(y + i, rest, (size_t)(count - i) * sizeof *y);
}

static void logarithms(const double *x, double *y, long count) {
  long i = 0;
  for (; i + VECTOR_LANES <= count; i += VECTOR_LANES) store(y + i, logarithm(load(x + i)));
  if (i == count) return;
  double rest[VECTOR_LANES] = {0};
  memcpy(rest, x + i, (size_t)(count - i) * sizeof *x);
  store(rest, logarithm(load(rest)));
  memcpy(y + i, rest, (size_t)(count - i) * sizeof *y);
}

#define VECTOR_KERNEL(NAME)                                                                     \
  {                                                                                             \
    NAME, exponentials, logarithms, power_sum_derivatives, power_sum_curvature,                 \
    power_sum_residuals, formula_prepare, formula_values, formula_derivatives,                  \
    formula_curvature, formula_residuals                                                        \
  }
