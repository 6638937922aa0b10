// How each kind of evidence is shown. The kinds are a closed set (core/base/evidence.cc); one that this page does not know yet
// is shown field by field.

import {css, html, nothing, type TemplateResult} from 'lit';

import type {Evidence, OtherEvidence} from '../../engine/report.js';
import {measured, text} from './evidence-text.js';
import {strings} from '../strings.js';

export const evidenceStyles = css`
  .evidence > li {
    padding: 0.3rem 0;
  }
  .evidence pre {
    margin-top: 0.25rem;
    padding: 0.5rem 0.75rem;
    overflow-x: auto;
    border-inline-start: 3px solid var(--wb-line);
    font: 0.8125rem/1.5 var(--wb-mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .evidence .items {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem;
    margin-top: 0.25rem;
  }
  .evidence .items code,
  .evidence .value {
    padding: 0.05em 0.4em;
    border-radius: 4px;
    background: var(--wb-sunk);
  }
  .evidence summary {
    cursor: pointer;
    color: var(--wb-muted);
    font-size: 0.875rem;
  }
`;

const listedAtOnce = 12;

/** A text that names a layer of the table becomes a link to it. */
export type Linked = (text: string) => TemplateResult | null;

function path(shown: string, linked: Linked): TemplateResult {
  return shown === '' || shown === '/' ? html`<span>${strings.evidence.root}</span>` : (linked(shown) ?? html`<code>${shown}</code>`);
}

function items(all: readonly string[], linked: Linked): TemplateResult {
  const codes = (some: readonly string[]) => html`<span class="items">${some.map((item) => linked(item) ?? html`<code>${item}</code>`)}</span>`;
  if (all.length <= listedAtOnce) return codes(all);
  return html`${codes(all.slice(0, listedAtOnce))}
    <details>
      <summary>${strings.evidence.showAll(all.length)}</summary>
      ${codes(all.slice(listedAtOnce))}
    </details>`;
}

/** "largest magnitude in layers/dense/vars/0" */
function words(text: string, linked: Linked): unknown {
  if (!text.includes('/')) return text;
  return text.split(/( )/).map((word) => (word.includes('/') ? (linked(word) ?? word) : word));
}

function body(evidence: Evidence, linked: Linked): unknown {
  const said = strings.evidence;
  switch (evidence.kind) {
    case 'at':
      return html`${path(evidence.path, linked)} · ${evidence.what}`;
    case 'absent':
      return html`<span class="muted">${said.absent}</span> ${evidence.what} · ${path(evidence.path, linked)}`;
    case 'attribute':
      return html`${path(evidence.path, linked)} · ${said.attribute(evidence.name)} = <code class="value">${evidence.value}</code>`;
    case 'bytes':
      return html`<span class="muted">${said.at} ${text(evidence.offset)}:</span>
        <code class="value">${evidence.hex}</code>${evidence.what === '' ? nothing : html` · ${evidence.what}`}`;
    case 'measurement':
      return html`${evidence.what}: <strong>${measured(evidence.value, evidence.unit)}</strong>`;
    case 'excerpt':
      return html`${evidence.what}
        <pre>${evidence.text}</pre>`;
    case 'pair':
      return html`${words(evidence.what, linked)}: <span class="muted">${said.expected}</span> <code class="value">${evidence.expected}</code>,
        <span class="muted">${said.found}</span> <code class="value">${evidence.found}</code>`;
    case 'list':
      return html`${evidence.what} ${items(evidence.items, linked)}`;
    default:
      return fieldByField(evidence);
  }
}

/** Of a kind that a newer core writes. */
function fieldByField(evidence: OtherEvidence): unknown {
  return Object.entries(evidence)
    .filter(([field]) => field !== 'kind')
    .map(([field, value]) => html`<span class="muted">${field}:</span> <code class="value">${text(value)}</code> `);
}

export function evidenceList(all: readonly Evidence[], linked: Linked = () => null): TemplateResult {
  return html`<ul class="evidence">
    ${all.map((evidence) => html`<li data-kind=${evidence.kind}>${body(evidence, linked)}</li>`)}
  </ul>`;
}
