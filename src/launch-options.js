/**
 * How Parley's process is started, by `npm start` and by the benchmarks. glibc's allocator keeps two arenas: by default
 * every thread keeps the memory it frees in an arena of its own, which makes the process a tenth larger. Each of the
 * process's three JavaScript heaps keeps its young objects in 12 MB instead of 48. Both can only be said before it starts.
 */
export const launchArguments = ["--max-semi-space-size=4", "--import", "tsx"];
export const launchEnvironment = { MALLOC_ARENA_MAX: "2" };
