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

// OpenBLAS: the configuration string, the number of threads it may use, and the end of the threads
// that it started when it was loaded, which else wait for work in a busy loop. The last is missing
// from builds of OpenBLAS without threads.
char *openblas_get_config(void);
void openblas_set_num_threads(int count);
__attribute__((weak)) int blas_thread_shutdown_(void);

static inline void openblas_use_calling_thread(void) {
  openblas_set_num_threads(1);
  if (blas_thread_shutdown_) blas_thread_shutdown_();
}

#ifdef __cplusplus
}
#endif
#endif
