// Where the rows of the layer table stand: all are of one height but the opened tensors. Pure.

export class Offsets {
  /** Indices of the high rows, ascending. */
  readonly #high: readonly number[];
  readonly #row: number;
  readonly #more: number;
  readonly total: number;

  constructor(count: number, high: readonly number[], row: number, highRow: number) {
    this.#high = high;
    this.#row = row;
    this.#more = highRow - row;
    this.total = count * row + high.length * this.#more;
  }

  top(index: number): number {
    let before = 0;
    while (before < this.#high.length && (this.#high[before] ?? 0) < index) before += 1;
    return index * this.#row + before * this.#more;
  }

  height(index: number): number {
    return this.top(index + 1) - this.top(index);
  }

  /** The row that covers `y`. */
  at(y: number): number {
    let from = 0; // below this row all is counted
    let rest = Math.max(0, y);
    for (const high of this.#high) {
      const plain = (high - from) * this.#row;
      if (rest < plain) break;
      if (rest < plain + this.#row + this.#more) return high;
      rest -= plain + this.#row + this.#more;
      from = high + 1;
    }
    return from + Math.floor(rest / this.#row);
  }
}
