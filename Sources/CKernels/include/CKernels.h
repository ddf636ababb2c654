#ifndef ECHELLE_CKERNELS_H
#define ECHELLE_CKERNELS_H

#include "CSVScan.h"
#include "DecimalPowers.h"
#include "FormulaProgram.h"
#include "VectorKernel.h"

#endif
