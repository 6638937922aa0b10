// Whether the table is narrow, and how large its letters are, whenever that changes.

import type {ReactiveControllerHost} from 'lit';

import {OwnSize} from '../own-size.js';
import {isNarrow, remOf, type Room} from './geometry.js';

export class Fitting {
  readonly #table: ReactiveControllerHost & HTMLElement;
  readonly #apply: (narrow: boolean, rem: number) => void;
  #known = false;

  constructor(table: ReactiveControllerHost & HTMLElement, apply: (narrow: boolean, rem: number) => void) {
    this.#table = table;
    this.#apply = apply;
    // In a frame of its own: rows that change within the observer's turn change its element again, which WebKit reports as an error.
    new OwnSize(table, () => requestAnimationFrame(() => this.#measure()));
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
