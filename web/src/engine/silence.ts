// How long a worker has given no sign of life.

/**
 * Counts seconds one by one instead of with one long timer: a computer that slept, or a throttled tab, then counts one second and not the
 * whole night.
 */
export class Silence {
  readonly #mostSeconds: number;
  readonly #tooLong: (seconds: number) => void;
  #seconds = 0;
  #clock: ReturnType<typeof setInterval> | null = null;

  constructor(mostSeconds: number, tooLong: (seconds: number) => void) {
    this.#mostSeconds = mostSeconds;
    this.#tooLong = tooLong;
  }

  /** From now on signs are expected. */
  watch(): void {
    this.rest();
    this.#clock = setInterval(() => {
      this.#seconds += 1;
      if (this.#seconds >= this.#mostSeconds) this.#tooLong(this.#mostSeconds);
    }, 1000);
  }

  heard(): void {
    this.#seconds = 0;
  }

  /** None are expected: there is nothing to do. */
  rest(): void {
    this.#seconds = 0;
    if (this.#clock !== null) clearInterval(this.#clock);
    this.#clock = null;
  }
}
