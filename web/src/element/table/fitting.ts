// Whether the table is narrow, and how large its letters are, whenever that changes.

import type {ReactiveController, ReactiveControllerHost} from 'lit';

import {isNarrow, remOf, type Room} from './geometry.js';

export class Fitting implements ReactiveController {
  readonly #table: ReactiveControllerHost & HTMLElement;
  readonly #apply: (narrow: boolean, rem: number) => void;
  // In a frame of its own: rows that change within the observer's turn change its element again, which WebKit reports as an error.
  readonly #observer = new ResizeObserver(() => requestAnimationFrame(() => this.#measure()));
  #known = false;

  constructor(table: ReactiveControllerHost & HTMLElement, apply: (narrow: boolean, rem: number) => void) {
    this.#table = table;
    this.#apply = apply;
    table.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#table);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  /** With the first rows, and not when the table comes: measuring lays out the whole page. `room`: what it is going to have, where that is known. */
  first(room: Room | null): void {
    if (this.#known) return;
    if (room === null) this.#measure();
    else this.#fit(room);
  }

  #measure(): void {
    // In its own pixels, as the letters are, where the page around it is drawn larger or smaller.
    this.#fit({width: this.#table.offsetWidth, rem: remOf(document)});
  }

  #fit({width, rem}: Room): void {
    if (width === 0) return;
    this.#known = true;
    this.#apply(isNarrow(width, rem), rem);
  }
}
