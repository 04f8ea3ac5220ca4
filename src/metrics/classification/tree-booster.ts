import { type Random, seededRandom } from "../random.ts";
import type { BoostedTrees } from "./boosted-trees.ts";
import type { BinnedFeatures } from "./feature-bins.ts";
import { checkLabels, logistic } from "./logistic-regression.ts";
import { bestSplit, type NodeSums, type Split, type SplitLimits } from "./tree-splits.ts";

export interface BoostingOptions extends SplitLimits {
  /** Splits from root to leaf, at most. */
  readonly depth: number;
  /** Shrinkage of every tree. */
  readonly rate: number;
  /** Columns, drawn by seed, that a tree may split on. */
  readonly columnsPerTree: number;
  readonly seed: number;
}

/** Where a place does not split, all bins go left. */
const everyBin = 255;

interface Tree {
  readonly columns: Int16Array;
  readonly bins: Uint8Array;
  readonly values: Float64Array;
}

/** A node being grown: the rows `order[start … end)` are in it. */
interface Node extends NodeSums {
  readonly place: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Gradient-boosted trees for log loss, one tree at a time: second-order gains and leaf values over histograms of binned
 * columns; each tree sees half of the rows, drawn by seed. `grow` may be called as long as a held-out loss falls:
 * `logits` are kept for every row of the table, those that are not trained on too.
 * A tree is O(rows · columns · depth). Throws when the labels of `rows` are all the same.
 * Sources: Friedman, Stochastic gradient boosting (2002); Chen & Guestrin, XGBoost, KDD (2016), equations 6 and 7;
 * Ke et al., LightGBM, NIPS (2017), for histograms by subtraction.
 */
export class TreeBooster {
  /** Log odds of every row of the table so far. */
  readonly logits: Float64Array;
  readonly #binned: BinnedFeatures;
  readonly #labels: ArrayLike<number>;
  readonly #rows: Uint32Array;
  readonly #options: BoostingOptions;
  readonly #random: Random;
  readonly #base: number;
  readonly #trees: Tree[] = [];
  /** Where the sums of each column begin in a histogram. */
  readonly #offsets: Uint32Array;
  readonly #order: Uint32Array;
  readonly #aside: Uint32Array;
  readonly #gradients: Float64Array;
  readonly #hessians: Float64Array;

  /** `labels` belong to the table's rows; only those of `rows` are read. */
  constructor(binned: BinnedFeatures, labels: ArrayLike<number>, rows: Uint32Array, options: BoostingOptions) {
    const own = Uint8Array.from(rows, (row) => labels[row] as number);
    checkLabels("TreeBooster", rows.length, own);
    const share = own.reduce((sum, label) => sum + label, 0) / own.length;
    this.#base = Math.log(share / (1 - share));
    this.logits = new Float64Array(binned.rows).fill(this.#base);
    this.#binned = binned;
    this.#labels = labels;
    this.#rows = rows;
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.#offsets = new Uint32Array(binned.columns + 1);
    for (const [column, cuts] of binned.cuts.entries())
      this.#offsets[column + 1] = (this.#offsets[column] as number) + 2 * (cuts.length + 2);
    this.#order = new Uint32Array(rows.length);
    this.#aside = new Uint32Array(rows.length);
    this.#gradients = new Float64Array(binned.rows);
    this.#hessians = new Float64Array(binned.rows);
  }

  /** Adds a tree. */
  grow(): void {
    const count = this.#drawRows();
    const allowed = this.#drawColumns();
    const { depth } = this.#options;
    const nodes = 2 ** (depth + 1) - 1;
    const tree: Tree = {
      columns: new Int16Array(nodes),
      bins: new Uint8Array(nodes).fill(everyBin),
      values: new Float64Array(nodes),
    };
    let level = [this.#root(count, allowed)];
    tree.values[0] = this.#value(level[0] as Node);
    for (let at = 0; at < depth; at++) {
      const next: Node[] = [];
      for (const node of level) {
        const split = bestSplit(node, allowed, this.#offsets, this.#options);
        if (!split) continue;
        tree.columns[node.place] = split.column;
        tree.bins[node.place] = split.bin;
        for (const child of this.#divide(node, split, at + 1 < depth ? allowed : [])) {
          tree.values[child.place] = this.#value(child);
          next.push(child);
        }
      }
      level = next;
    }
    // Below a place without a split, whatever way a row goes, it hears the same.
    for (let place = 0; 2 * place + 2 < nodes; place++)
      if (tree.bins[place] === everyBin) tree.values.fill(tree.values[place] as number, 2 * place + 1, 2 * place + 3);
    this.#trees.push(tree);
    this.#addTo(tree);
  }

  /** The trees so far, free of the training data. */
  model(): BoostedTrees {
    const nodes = 2 ** (this.#options.depth + 1) - 1;
    const size = nodes * this.#trees.length;
    const model = {
      depth: this.#options.depth,
      nodes,
      base: this.#base,
      columns: new Int16Array(size),
      thresholds: new Float64Array(size),
      values: new Float64Array(size),
    };
    for (const [index, { columns, bins, values }] of this.#trees.entries()) {
      model.columns.set(columns, index * nodes);
      model.values.set(values, index * nodes);
      for (let node = 0; node < nodes; node++)
        model.thresholds[index * nodes + node] = this.#threshold(columns[node] as number, bins[node] as number);
    }
    return model;
  }

  #threshold(column: number, bin: number): number {
    if (bin === everyBin) return Number.POSITIVE_INFINITY;
    // Bin 0 holds the missing: whatever is known lies above it.
    return this.#binned.cuts[column]?.[bin - 1] ?? Number.NEGATIVE_INFINITY;
  }

  #value({ gradient, hessian }: Node): number {
    return (-this.#options.rate * gradient) / (hessian + this.#options.ridge);
  }

  /** Fills `order` with about half of the rows, and their gradients; 30 rows share a random number. */
  #drawRows(): number {
    let [count, bits] = [0, 0];
    for (let at = 0; at < this.#rows.length; at++) {
      bits = at % 30 === 0 ? Math.floor(this.#random() * 2 ** 30) : bits >> 1;
      if ((bits & 1) === 0) continue;
      const row = this.#rows[at] as number;
      const p = logistic(this.logits[row] as number);
      this.#order[count++] = row;
      this.#gradients[row] = p - (this.#labels[row] as number);
      this.#hessians[row] = p * (1 - p);
    }
    return count;
  }

  #drawColumns(): number[] {
    const left = Array.from({ length: this.#binned.columns }, (_, column) => column);
    const drawn = Math.min(this.#options.columnsPerTree, left.length);
    for (let at = 0; at < drawn; at++) {
      const other = at + Math.floor(this.#random() * (left.length - at));
      [left[at], left[other]] = [left[other] as number, left[at] as number];
    }
    return left.slice(0, drawn).sort((a, b) => a - b);
  }

  #root(count: number, allowed: readonly number[]): Node {
    let [gradient, hessian] = [0, 0];
    for (let at = 0; at < count; at++) {
      gradient += this.#gradients[this.#order[at] as number] as number;
      hessian += this.#hessians[this.#order[at] as number] as number;
    }
    return { place: 0, start: 0, end: count, gradient, hessian, sums: this.#sums(0, count, allowed) };
  }

  /** Gradient and hessian of `order[start … end)` summed per bin of the allowed columns. */
  #sums(start: number, end: number, allowed: readonly number[]): Float64Array {
    const { bins, rows, columns } = this.#binned;
    const [order, gradients, hessians] = [this.#order, this.#gradients, this.#hessians];
    const sums = new Float64Array(this.#offsets[columns] as number);
    for (const column of allowed) {
      const offset = this.#offsets[column] as number;
      const from = column * rows;
      for (let at = start; at < end; at++) {
        const row = order[at] as number;
        const place = offset + 2 * (bins[from + row] as number);
        sums[place] = (sums[place] as number) + (gradients[row] as number);
        sums[place + 1] = (sums[place + 1] as number) + (hessians[row] as number);
      }
    }
    return sums;
  }

  /** The two children: rows parted stably, the smaller one counted, the other what is left of the parent. */
  #divide(node: Node, split: Split, allowed: readonly number[]): [Node, Node] {
    const { bins, rows } = this.#binned;
    const from = split.column * rows;
    let [middle, aside] = [node.start, 0];
    for (let at = node.start; at < node.end; at++) {
      const row = this.#order[at] as number;
      if ((bins[from + row] as number) <= split.bin) this.#order[middle++] = row;
      else this.#aside[aside++] = row;
    }
    this.#order.set(this.#aside.subarray(0, aside), middle);
    const leftIsSmaller = middle - node.start <= node.end - middle;
    const counted = leftIsSmaller ? this.#sums(node.start, middle, allowed) : this.#sums(middle, node.end, allowed);
    const rest = node.sums;
    for (const column of allowed)
      for (let at = this.#offsets[column] as number; at < (this.#offsets[column + 1] as number); at++)
        rest[at] = (rest[at] as number) - (counted[at] as number);
    const left = { place: 2 * node.place + 1, start: node.start, end: middle };
    const right = { place: 2 * node.place + 2, start: middle, end: node.end };
    const [gradient, hessian] = [node.gradient - split.gradient, node.hessian - split.hessian];
    return [
      { ...left, gradient: split.gradient, hessian: split.hessian, sums: leftIsSmaller ? counted : rest },
      { ...right, gradient, hessian, sums: leftIsSmaller ? rest : counted },
    ];
  }

  #addTo({ columns, bins: limits, values }: Tree): void {
    const { bins, rows } = this.#binned;
    const logits = this.logits;
    const { depth } = this.#options;
    for (let row = 0; row < rows; row++) {
      let node = 0;
      for (let level = 0; level < depth; level++) {
        const bin = bins[(columns[node] as number) * rows + row] as number;
        node = 2 * node + 1 + Number(bin > (limits[node] as number));
      }
      logits[row] = (logits[row] as number) + (values[node] as number);
    }
  }
}
