#ifndef ECHELLE_FORMULA_PROGRAM_H
#define ECHELLE_FORMULA_PROGRAM_H

// A formula f(x; θ) with its derivatives, as straight-line programs over slots:
//
//     columns     a value a point: the inputs, then what is computed from columns alone
//     scalars     one value: θ, then constants, then what is computed from θ alone
//     registers   a value for each point of a block
//
// The column program runs once for a set of points, the scalar program once for each θ, and the point
// program over blocks of points. The point program has three parts, which give f, then what its first
// derivatives need, then its second:
//
//     ∂f/∂θₐ = σₐ uₐ,   ∂²f/∂θₐ∂θᵦ = σₐᵦ vₐᵦ
//
// with σ scalars and u, v any slots; equal u or v are there once.

// What an instruction makes of its operands a, b and c, as C does where nothing else is said.
enum {
  FORMULA_ADD,
  FORMULA_SUBTRACT,
  FORMULA_MULTIPLY,
  FORMULA_MULTIPLY_ADD,    // a·b + c, rounded once where the machine can
  FORMULA_DIVIDE,
  FORMULA_RECIPROCAL,
  FORMULA_POWER,           // aᵇ, where c = log a
  FORMULA_EXPONENTIAL,
  FORMULA_LOGARITHM,
  FORMULA_SQUARE_ROOT,
  FORMULA_SINE,
  FORMULA_COSINE,
  FORMULA_TANGENT,
  FORMULA_ARC_TANGENT,
  FORMULA_ERROR_FUNCTION,
  FORMULA_MINIMUM,         // NaN where either is
  FORMULA_MAXIMUM,         // NaN where either is
  FORMULA_CHOOSE,          // b where a ≥ 0, else c
  FORMULA_FINITE_OR_ZERO,  // a, but 0 where a is infinite
};

typedef struct {
  int operation;
  // Slots; operands that an operation does not have are 0.
  int result;
  int operands[3];
} formula_instruction;

typedef struct {
  const formula_instruction *instructions;
  int count;
} formula_instructions;

// Slots are numbered columns first, then scalars, then registers.
typedef struct {
  int coefficientCount;
  int inputCount;
  int columnCount;
  // For each column, whether the point program reads it.
  const int *isRead;
  int constantCount;
  const double *constants;
  int scalarCount;
  int registerCount;

  formula_instructions columnProgram, scalarProgram, pointProgram;
  // How many instructions of the point program give f, and how many the first derivatives.
  int valueLength, slopeLength;

  // The slot of f.
  int value;
  // The slots of u, then those of the v that are no u.
  int sumCount, slopeCount;
  const int *sums;
  // For each coefficient, the slot of σ, and the place of u in `sums`, −1 where the derivative is 0.
  const int *slopeScalars, *slopes;
  // The same for the lower triangle of the second derivatives, row after row.
  const int *bendScalars, *bends;
} formula_program;

// A weighted, robust fit of a formula to m points, by the objective of power_sum_problem:
//
//     log space    rᵢ = log Lᵢ − log f(xᵢ; θ)
//     level space  rᵢ = Lᵢ − f(xᵢ; θ)
//
// Columns have `paddedCount` values, a multiple of FORMULA_PADDING; padding repeats a point, with
// weight 0.
typedef struct {
  const formula_program *program;
  // log Lᵢ in log space, Lᵢ in level space.
  double *target;
  double *weight;
  long count;
  long paddedCount;
  // How many points there are room for; a multiple of FORMULA_PADDING.
  long capacity;
  int isLevelSpace;
  // Huber's δ in the unit of the residual; infinity gives least squares.
  double delta;
  // κ, the factor of the loss of positive residuals; 1 in a new problem.
  double above;

  // For each slot, its first value, by how much it moves on from point to point over all points, and
  // a mask for the place in a block: 0 for scalars.
  double **slots;
  long *strides;
  long *masks;
  // Room for a block: the slopes s and the products Bu of u with the curvature; then for the sums.
  double *slope;
  double *bent;
  double *sums;
} formula_problem;

enum { FORMULA_PADDING = 8, FORMULA_BLOCK = 256 };

// A problem with room for `capacity` points, empty; null where memory is short. It owns its columns,
// and keeps a pointer to `program`. One thread at a time may use it.
formula_problem *echelle_formula_create(const formula_program *program, long capacity);
void echelle_formula_destroy(formula_problem *problem);

// Fills `problem` with `count` points; `inputs` holds the input columns one after another, `count`
// values each. The other columns are to be computed by `formula_prepare` of a kernel.
void echelle_formula_fill(formula_problem *problem, long count, const double *target,
                          const double *inputs,
                  const double *weight, int isLevelSpace);

// Makes `to`, of the same program, the points of `from` with their weights multiplied by
// `multiplicity` (one a point), leaving out those whose weight becomes 0. Returns how many are left.
// Only the columns that the point program reads are copied.
long echelle_formula_resample(formula_problem *to, const formula_problem *from,
                      const double *multiplicity);

#endif
