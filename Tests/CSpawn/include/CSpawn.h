#ifndef ECHELLE_CSPAWN_H
#define ECHELLE_CSPAWN_H

#include <sys/types.h>

/// Starts the program at `path` in a process group of its own, of which it is the leader, with every
/// signal allowed and at its default, and with no open files but the three standard streams.
///
/// `arguments` (from the program's name on) and `environment` end with null. The program's current
/// folder is `folder`, this process's if null. `streams` are what becomes standard input, output and
/// error: `/dev/null` where one is negative. Returns 0, or the number of the system's error.
int echelle_spawn_program(const char *path, char *const *arguments, char *const *environment,
                  const char *folder, const int streams[3], pid_t *process);

#endif
