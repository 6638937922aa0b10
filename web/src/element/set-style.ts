// Sets one style property through the object model, because the page's policy forbids style attributes.

import {noChange} from 'lit';
import {Directive, directive, type ElementPart, PartType, type PartInfo} from 'lit/directive.js';

class SetStyle extends Directive {
  #value: string | null = null;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('setStyle() belongs on an element');
  }

  override update(part: ElementPart, [name, value]: [string, string]): typeof noChange {
    if (value !== this.#value) {
      this.#value = value;
      (part.element as HTMLElement).style.setProperty(name, value);
    }
    return noChange;
  }

  render(_name: string, _value: string): typeof noChange {
    return noChange;
  }
}

export const setStyle = directive(SetStyle);
