#ifndef ECHELLE_CKERNELS_H
#define ECHELLE_CKERNELS_H

#include "CSVScan.h"
#include "DecimalNumbers.h"
#include "FormulaProgram.h"
#include "VectorKernel.h"

#endif
