// How wide the box is, known at any time without having the page laid out for it.

import type {ReactiveController, ReactiveControllerHost} from 'lit';

import {remOf, type Room} from '../table/geometry.js';

export class FrameRoom implements ReactiveController {
  readonly #element: Element;
  readonly #observer = new ResizeObserver(([entry]) => {
    const width = entry?.contentRect.width ?? 0;
    this.now = width > 0 ? {width, rem: remOf(document)} : null;
  });
  now: Room | null = null;

  constructor(element: ReactiveControllerHost & Element) {
    this.#element = element;
    element.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#element);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }
}
