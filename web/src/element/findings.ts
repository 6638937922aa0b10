// <weigh-bridge-findings>: everything that is worth knowing about the file, worst first, each with its evidence and its fix.

import {css, html, LitElement, nothing, type PropertyValues} from 'lit';

import type {Finding, Layer, ReportHead} from '../engine/report.js';
import {evidenceList, evidenceStyles, type Linked} from './evidence.js';
import {noMentions, placesOf, type Mentions} from './mentions.js';
import {spaced} from './format.js';
import {notRunByReason} from './not-run.js';
import {placeLink} from './place-link.js';
import {layerPlace} from './places.js';
import {prose} from './prose.js';
import {strings} from './strings.js';
import {base, chips} from './theme.js';

/** A damaged file can have thousands of findings; they are shown by the screenful. */
const kShownAtOnce = 25;

export class Findings extends LitElement {
  static override properties = {
    head: {attribute: false},
    of: {attribute: false},
    pages: {attribute: false},
    leading: {attribute: false},
    layers: {attribute: false},
    mentions: {attribute: false},
    valuesPending: {attribute: false},
    unrolled: {state: true},
    shown: {state: true},
  };
  static override styles = [
    base,
    chips,
    evidenceStyles,
    css`
      article {
        padding: 1rem 0;
        border-top: 1px solid var(--wb-line);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 0.75rem;
        align-items: baseline;
      }
      h3 {
        font-size: 1.0625rem;
        line-height: 1.35;
        flex: 1 1 16rem;
      }
      .error {
        --tone: var(--wb-empty);
      }
      .warning {
        --tone: var(--wb-partly);
      }
      .note {
        --tone: var(--wb-not-weights);
      }
      .chip {
        padding-inline: 0.6em;
      }
      .about {
        font-size: 0.875rem;
        color: var(--wb-muted);
      }
      h3:focus {
        outline: 2px solid var(--wb-focus);
        outline-offset: 4px;
        border-radius: 2px;
      }
      .not-run p {
        font-size: 0.9375rem;
      }
      .about a {
        color: inherit;
      }
      .why {
        margin-top: 0.4rem;
        max-width: 70ch;
      }
      .part {
        margin-top: 0.75rem;
      }
      .label {
        font-size: 0.875rem;
        font-weight: 600;
        color: var(--wb-muted);
      }
      weigh-bridge-fixes {
        margin-top: 0.25rem;
      }
      .button {
        margin-top: 0.5rem;
      }
      @media print {
        .button {
          display: none;
        }
        header,
        .evidence li {
          break-inside: avoid;
        }
      }
    `,
  ];

  declare head: ReportHead | null;
  /** Whose findings they are: with another file the list begins anew. */
  declare of: unknown;
  /** Where the pages of the findings lie, with a slash at the end. */
  declare pages: string | null;
  /** The id of the finding whose fixes stand with the verdict. */
  declare leading: string | null;
  declare layers: readonly Layer[];
  declare mentions: Mentions;
  /** What needs the values is then not unchecked, but not yet checked. */
  declare valuesPending: boolean;
  /** For printing: all of them. */
  declare unrolled: boolean;
  declare shown: number;

  constructor() {
    super();
    this.head = null;
    this.of = null;
    this.pages = null;
    this.leading = null;
    this.layers = [];
    this.mentions = noMentions;
    this.valuesPending = false;
    this.unrolled = false;
    this.shown = kShownAtOnce;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('of')) this.shown = kShownAtOnce;
  }

  protected override render() {
    const head = this.head;
    if (head === null) return nothing;
    const places = placesOf(head.findings);
    const shown = this.unrolled ? head.findings.length : this.shown;
    const rest = head.findings.length - shown;
    return html`${head.findings.length === 0 ? html`<p class="muted">${strings.findings.none}</p>` : nothing}
      ${head.findings.slice(0, shown).map((finding, index) => this.#card(finding, places[index] ?? ''))}
      ${rest > 0
        ? html`<button class="button" type="button" @click=${() => (this.shown += kShownAtOnce)}>${strings.findings.more(rest)}</button>`
        : nothing}
      ${notRunByReason(head.not_run, this.valuesPending).map(
        ({said, ids}) => html`<details class="part not-run">
          <summary class="label">${spaced(strings.findings.notRun(ids.length))}${said}</summary>
          <p>${ids.map((id, index) => html`${index > 0 ? ', ' : ''}<code>${id}</code>`)}</p>
        </details>`,
      )}`;
  }

  /** Brings a finding into sight, with the focus on its title. False if there is none such. */
  async reveal(id: string, nth: number): Promise<boolean> {
    const index = this.head?.findings.map((finding, place) => (finding.id === id ? place : -1)).filter((place) => place >= 0)[nth - 1];
    if (index === undefined) return false;
    if (index >= this.shown) this.shown = Math.ceil((index + 1) / kShownAtOnce) * kShownAtOnce;
    await this.updateComplete;
    const title = this.renderRoot.querySelectorAll<HTMLElement>('article h3')[index];
    title?.scrollIntoView({block: 'center'});
    title?.focus({preventScroll: true});
    return title !== undefined;
  }

  readonly #linked: Linked = (text) => {
    const layer = this.mentions.layerOf(text);
    const path = layer === null ? undefined : this.layers[layer]?.path;
    return path === undefined ? null : placeLink(layerPlace(path), html`<code>${text}</code>`);
  };

  #card(finding: Finding, place: string) {
    const words = strings.findings;
    return html`<article class=${finding.severity} id=${place.replace('=', '-').replace(':', '-')}>
      <header>
        <h3 tabindex="-1">${prose(finding.title)}</h3>
        <span class="chip">${words.severity[finding.severity]}</span>
      </header>
      <p class="about">
        ${this.pages === null
          ? html`<code>${finding.id}</code>`
          : html`<a href=${`${this.pages}${finding.id}.html`} target="_blank"><code>${finding.id}</code><span class="hidden-text">${` ${words.page}`}</span></a>`} · ${words.confidence[finding.confidence]}${finding.where === null || finding.where.path === ''
          ? nothing
          : html` · ${this.#linked(finding.where.path) ?? html`<code>${finding.where.path}</code>`}`}
      </p>
      ${finding.why === '' ? nothing : html`<p class="why">${prose(finding.why)}</p>`}
      ${finding.evidence.length === 0
        ? nothing
        : html`<div class="part">
            <p class="label">${words.evidence}</p>
            ${evidenceList(finding.evidence, this.#linked)}
          </div>`}
      ${finding.fixes.length === 0
        ? nothing
        : finding.id === this.leading && place === `finding=${finding.id}`
          ? html`<p class="part muted">${words.shownAbove}</p>`
          : html`<div class="part">
              <p class="label">${words.fix}</p>
              <weigh-bridge-fixes .fixes=${finding.fixes} .writer=${this.head?.writer} .about=${finding.where?.path ?? ''}></weigh-bridge-fixes>
            </div>`}
    </article>`;
  }
}
