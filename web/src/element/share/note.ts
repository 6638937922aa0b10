// What stands above a report that came with a link.

import {css, html, nothing, type TemplateResult} from 'lit';

import {count} from '../format.js';
import {strings} from '../strings.js';
import type {Weighing} from '../weighings/weighing.js';

export const noteStyles = css`
  .shared-note {
    margin: 1rem 0;
    padding: 0.75rem 1rem;
    border: 1px solid var(--wb-line);
    border-inline-start: 4px solid var(--wb-stripe);
    background: var(--wb-card);
  }
`;

export function sharedNote({shared}: Weighing): TemplateResult | typeof nothing {
  if (shared === null) return nothing;
  const words = strings.share;
  return html`<p class="shared-note" role="note">
    <strong>${words.title}</strong> ${words.explained} ${shared.redacted ? words.redacted : nothing}
    ${shared.layersLeftOut > 0 ? words.layersLeftOut(count(shared.layersLeftOut)) : nothing}
    ${shared.tensorsLeftOut ? words.tensorsLeftOut : nothing}
  </p>`;
}
