/** Points shared out among centroids: row-major `centroids`, the cluster of each point, squared distances in all. */
export interface Partition {
  readonly centroids: Float64Array;
  readonly assignments: Int32Array;
  readonly inertia: number;
}

/**
 * Lloyd's algorithm from given centroids until no point changes its cluster, or the squared moves of all centroids in a
 * round sum to `tolerance` or less, or 300 rounds. Points are skipped while bounds show that they cannot change. An empty
 * cluster takes the point farthest from its own centroid; there must be at least k distinct points. `points` is
 * row-major. O(rounds · n · k · dimensions) at worst, O(rounds · n) when settling.
 * Source: Lloyd, Least squares quantization in PCM (1982); Hamerly, Making k-means even faster, SDM (2010).
 */
export function lloyd(points: Float64Array, dimensions: number, seeds: Float64Array, tolerance = 0): Partition {
  const n = points.length / dimensions;
  const k = seeds.length / dimensions;
  const centroids = seeds.slice();
  const sums = new Float64Array(k * dimensions);
  const counts = new Int32Array(k);
  const assignments = new Int32Array(n).fill(-1);
  /** At least the distance to the own centroid; at most the distance to any other. */
  const upper = new Float64Array(n);
  const lower = new Float64Array(n);
  const moved = new Float64Array(k);

  const add = (row: number, cluster: number, sign: number) => {
    counts[cluster] = (counts[cluster] as number) + sign;
    for (let axis = 0; axis < dimensions; axis += 1) {
      const at = cluster * dimensions + axis;
      sums[at] = (sums[at] as number) + sign * (points[row * dimensions + axis] as number);
    }
  };
  const assign = (row: number, cluster: number) => {
    const before = assignments[row] as number;
    if (before >= 0) add(row, before, -1);
    add(row, cluster, 1);
    assignments[row] = cluster;
  };
  const squared = (row: number, cluster: number) => {
    let square = 0;
    for (let axis = 0; axis < dimensions; axis += 1) {
      const gap = (points[row * dimensions + axis] as number) - (centroids[cluster * dimensions + axis] as number);
      square += gap * gap;
    }
    return square;
  };
  /** Assigns a point to the nearest centroid, the first of equals; was it elsewhere? */
  const search = (row: number): boolean => {
    let nearest = 0;
    let least = Infinity;
    let second = Infinity;
    for (let cluster = 0; cluster < k; cluster += 1) {
      const square = squared(row, cluster);
      if (square < least) {
        second = least;
        least = square;
        nearest = cluster;
      } else if (square < second) second = square;
    }
    upper[row] = Math.sqrt(least);
    lower[row] = Math.sqrt(second);
    if (assignments[row] === nearest) return false;
    assign(row, nearest);
    return true;
  };
  const fillEmpty = () => {
    for (let empty = counts.indexOf(0); empty >= 0; empty = counts.indexOf(0)) {
      let farthest = 0;
      let most = -1;
      for (let row = 0; row < n; row += 1) {
        const own = assignments[row] as number;
        const square = (counts[own] as number) > 1 ? squared(row, own) : -1;
        if (square <= most) continue;
        most = square;
        farthest = row;
      }
      assign(farthest, empty);
      upper[farthest] = Infinity;
      lower[farthest] = 0;
      centroids.set(points.subarray(farthest * dimensions, (farthest + 1) * dimensions), empty * dimensions);
    }
  };
  const move = () => {
    for (let cluster = 0; cluster < k; cluster += 1) {
      let square = 0;
      for (let axis = 0; axis < dimensions; axis += 1) {
        const at = cluster * dimensions + axis;
        const mean = (sums[at] as number) / (counts[cluster] as number);
        const gap = mean - (centroids[at] as number);
        square += gap * gap;
        centroids[at] = mean;
      }
      moved[cluster] = Math.sqrt(square);
    }
  };

  for (let row = 0; row < n; row += 1) search(row);
  for (let round = 0, changed = 1; changed > 0 && round < 300; round += 1) {
    fillEmpty();
    move();
    if (moved.reduce((sum, step) => sum + step * step, 0) <= tolerance) break;
    const clearances = halfGaps(centroids, dimensions);
    const [most, next] = twoLargest(moved);
    changed = 0;
    for (let row = 0; row < n; row += 1) {
      const own = assignments[row] as number;
      const step = moved[own] as number;
      const high = (upper[row] as number) + step;
      const low = (lower[row] as number) - (step === most ? next : most);
      const clearance = clearances[own] as number;
      const safe = low > clearance ? low : clearance;
      upper[row] = high;
      lower[row] = low;
      if (high <= safe) continue;
      const exact = Math.sqrt(squared(row, own));
      upper[row] = exact;
      if (exact > safe && search(row)) changed += 1;
    }
  }
  return settle(points, dimensions, k, assignments);
}

/** The partition of given assignments: means as centroids, free of the drift of running sums. */
function settle(points: Float64Array, dimensions: number, k: number, assignments: Int32Array): Partition {
  const centroids = new Float64Array(k * dimensions);
  const counts = new Int32Array(k);
  for (let row = 0; row < assignments.length; row += 1) {
    const cluster = assignments[row] as number;
    counts[cluster] = (counts[cluster] as number) + 1;
    for (let axis = 0; axis < dimensions; axis += 1) {
      const at = cluster * dimensions + axis;
      centroids[at] = (centroids[at] as number) + (points[row * dimensions + axis] as number);
    }
  }
  for (let at = 0; at < centroids.length; at += 1)
    centroids[at] = (centroids[at] as number) / (counts[Math.floor(at / dimensions)] as number);
  let inertia = 0;
  for (let row = 0; row < assignments.length; row += 1) {
    const start = (assignments[row] as number) * dimensions;
    for (let axis = 0; axis < dimensions; axis += 1) {
      const gap = (points[row * dimensions + axis] as number) - (centroids[start + axis] as number);
      inertia += gap * gap;
    }
  }
  return { centroids, assignments, inertia };
}

/** Half the distance from each centroid to its nearest other: points closer than that cannot belong elsewhere. */
function halfGaps(centroids: Float64Array, dimensions: number): Float64Array {
  const gaps = new Float64Array(centroids.length / dimensions).fill(Infinity);
  for (let one = 0; one < gaps.length; one += 1) {
    for (let other = 0; other < one; other += 1) {
      let square = 0;
      for (let axis = 0; axis < dimensions; axis += 1) {
        const gap = (centroids[one * dimensions + axis] as number) - (centroids[other * dimensions + axis] as number);
        square += gap * gap;
      }
      const half = Math.sqrt(square) / 2;
      gaps[one] = Math.min(gaps[one] as number, half);
      gaps[other] = Math.min(gaps[other] as number, half);
    }
  }
  return gaps;
}

function twoLargest(values: Float64Array): readonly [number, number] {
  let [most, next] = [0, 0];
  for (const value of values) {
    if (value > most) [most, next] = [value, most];
    else if (value > next) next = value;
  }
  return [most, next];
}
