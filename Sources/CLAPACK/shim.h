// The LAPACK routines that LinearAlgebra calls, by their Fortran symbols. Integers are 32 bits wide,
// matrices column-major. Reference: LAPACK Users' Guide, 3rd ed., https://www.netlib.org/lapack/.
#ifndef ECHELLE_CLAPACK_SHIM_H
#define ECHELLE_CLAPACK_SHIM_H

#ifdef __cplusplus
extern "C" {
#endif

// Minimum-norm least squares by a rank-revealing QR factorisation with column pivoting.
void dgelsy_(const int *m, const int *n, const int *nrhs, double *a, const int *lda, double *b,
             const int *ldb, int *jpvt, const double *rcond, int *rank, double *work,
             const int *lwork, int *info);

// Singular value decomposition, divide and conquer.
void dgesdd_(const char *jobz, const int *m, const int *n, double *a, const int *lda, double *s,
             double *u, const int *ldu, double *vt, const int *ldvt, double *work,
             const int *lwork, int *iwork, int *info);

// Eigenvalues and eigenvectors of a symmetric matrix, divide and conquer.
void dsyevd_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda,
             double *w, double *work, const int *lwork, int *iwork, const int *liwork, int *info);

// OpenBLAS: the configuration string, and the number of threads it may use.
char *openblas_get_config(void);
void openblas_set_num_threads(int count);

#ifdef __cplusplus
}
#endif
#endif
