/**
 * How Parley's process is started, by `npm start` and by the benchmarks: small, which can only be said before it starts.
 * Each of the process's three JavaScript heaps keeps its young objects in 12 MB instead of 48, and collects what is old
 * after growing by three tenths, not by as much again.
 */
export const launchArguments = ["--max-semi-space-size=4", "--heap-growing-percent=30"];

/** glibc's allocator keeps two arenas, not one for each of a dozen threads, and gives the end of each back when it is free. */
export const launchEnvironment = { MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: "131072" };
