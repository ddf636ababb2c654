// Drives the C code with random and extreme inputs, to be compiled with sanitizers.
//
//   check-kernels ROUNDS [SEED]
//
// Every function is given blocks of exactly the size that its header promises it, at any alignment that
// the header allows, and its answers are held against a slow way or the narrowest kernel.
#include <unistd.h>

#include "check-bytes.h"
#include "check-formulas.h"
#include "check-vectors.h"

// The calls of the system, each in the case that succeeds and in one that fails.
static void check_files(void) {
  char folder[] = "/tmp/check-kernels-XXXXXX", from[64], to[64];
  EXPECT(mkdtemp(folder), "there is no folder to work in");
  snprintf(from, sizeof from, "%s/from", folder);
  snprintf(to, sizeof to, "%s/to", folder);
  EXPECT(echelle_rename_to_new(from, to) == -1, "what is not there is renamed");
  EXPECT(echelle_exchange(from, to) == -1, "what is not there is exchanged");
  const int file = echelle_open_unnamed(folder, 0600);
  if (file >= 0) {
    EXPECT(echelle_give_name(file, from) == 0, "a file gets no name");
    EXPECT(echelle_give_name(file, from) == -1, "a file replaces another one");
    close(file);
    EXPECT(echelle_rename_to_new(from, to) == 0, "a file is not renamed");
    unlink(to);
  }
  rmdir(folder);
}

int main(int count, char **words) {
  const long rounds = count > 1 ? atol(words[1]) : 1000;
  random_state = count > 2 ? (uint64_t)atoll(words[2]) : 1;
  check_files();
  EXPECT(!echelle_vector_kernel_at(-1) && !echelle_vector_kernel_at(echelle_vector_kernel_count()),
         "a kernel too many");
  for (long round = 0; round < rounds; round++) {
    check_structure();
    check_number();
    check_column();
    check_sha256();
    for (int k = 0; k < echelle_vector_kernel_count(); k++) check_functions(echelle_vector_kernel_at(k));
    check_power_sum();
    check_formula();
  }
  printf("%ld rounds on %d kernels, no fault\n", rounds, echelle_vector_kernel_count());
}
