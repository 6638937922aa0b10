// Puts a row of the virtual list at its height. Through the object model, because the page's policy forbids style attributes.

import {Directive, directive, type ElementPart, PartType, type PartInfo} from 'lit/directive.js';
import {noChange} from 'lit';

class Place extends Directive {
  #at = Number.NaN;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('place() belongs on an element');
  }

  override update(part: ElementPart, [top]: [number]): typeof noChange {
    if (top !== this.#at) {
      this.#at = top;
      (part.element as HTMLElement).style.transform = `translateY(${top}px)`;
    }
    return noChange;
  }

  render(_top: number): typeof noChange {
    return noChange;
  }
}

export const place = directive(Place);
