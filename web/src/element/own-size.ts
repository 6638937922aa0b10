// Hears of each change of its element's size, as long as that is in a page.

import type {ReactiveController, ReactiveControllerHost} from 'lit';

export class OwnSize implements ReactiveController {
  readonly #element: Element;
  readonly #observer: ResizeObserver;

  constructor(element: ReactiveControllerHost & Element, changed: ResizeObserverCallback) {
    this.#element = element;
    this.#observer = new ResizeObserver(changed);
    element.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#element);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }
}
