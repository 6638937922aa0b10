// A link to a place in the report. It has the address of the place, for those who want to copy it; a click is told to the element
// around it, which goes there by itself: it may stand in a page whose address is none of its business.

import {html, nothing, type TemplateResult} from 'lit';

export interface GoDetail {
  readonly place: string;
}

export function placeLink(place: string, content: unknown, about: {readonly label?: string; readonly tab?: number; readonly kind?: string} = {}): TemplateResult {
  return html`<a
    class="place ${about.kind ?? ''}"
    href="#${place}"
    tabindex=${about.tab ?? 0}
    title=${about.label ?? nothing}
    @click=${(event: MouseEvent) => {
      event.stopPropagation();
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.currentTarget?.dispatchEvent(new CustomEvent<GoDetail>('weighbridge-go', {detail: {place}, bubbles: true, composed: true}));
    }}
    >${content}${about.label === undefined ? nothing : html`<span class="hidden-text"> ${about.label}</span>`}</a
  >`;
}
