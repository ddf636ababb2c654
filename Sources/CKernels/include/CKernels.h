#ifndef ECHELLE_CKERNELS_H
#define ECHELLE_CKERNELS_H

#include "VectorKernel.h"

#endif
