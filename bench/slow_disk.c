/* A disk that needs so many milliseconds to keep something: for `bench.responses --disk`. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <sys/syscall.h>

static void wait_for_disk(void) {
    const char *ms = getenv("KOERS_BENCH_DISK_MS");
    long ns = ms ? (long)(atof(ms) * 1e6) : 0;
    struct timespec t = {ns / 1000000000, ns % 1000000000};
    nanosleep(&t, NULL);
}

int fsync(int fd) { wait_for_disk(); return (int)syscall(SYS_fsync, fd); }
int fdatasync(int fd) { wait_for_disk(); return (int)syscall(SYS_fdatasync, fd); }
