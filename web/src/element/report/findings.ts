// <weigh-bridge-findings>: everything that is worth knowing about the file, worst first, each with its evidence and its fix.

import {css, html, LitElement, nothing, type PropertyValues} from 'lit';

import type {Layer, ReportHead} from '../../engine/report.js';
import type {Linked} from './evidence.js';
import {cardsOf, cardStyles, findingCard, type CardSurroundings} from './finding-card.js';
import {spaced} from '../format.js';
import {noMentions, type Mentions} from '../weighings/mentions.js';
import {notRunByReason} from './not-run.js';
import {placeLink} from '../place-link.js';
import {layerPlace} from '../places.js';
import {strings} from '../strings.js';
import {base, chips} from '../theme.js';

/** A damaged file can have thousands of findings; they are shown by the screenful. */
const shownAtOnce = 25;

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
    ...cardStyles,
    css`
      .not-run {
        margin-top: 0.75rem;
      }
      .not-run p {
        font-size: 0.9375rem;
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
    this.shown = shownAtOnce;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('of')) this.shown = shownAtOnce;
  }

  protected override render() {
    const head = this.head;
    if (head === null) return nothing;
    const shown = this.unrolled ? head.findings.length : this.shown;
    const rest = head.findings.length - shown;
    return html`${head.findings.length === 0 ? html`<p class="muted">${strings.findings.none(this.valuesPending)}</p>` : nothing}
      ${cardsOf(head.findings, this.leading).slice(0, shown).map((card) => findingCard(card, this.#surroundings))}
      ${rest > 0
        ? html`<button class="button" type="button" @click=${() => (this.shown += shownAtOnce)}>${strings.findings.more(rest)}</button>`
        : nothing}
      ${notRunByReason(head.not_run, this.valuesPending).map(
        ({said, ids}) => html`<details class="not-run">
          <summary class="label">${spaced(strings.findings.notRun(ids.length))}${said}</summary>
          <p>${ids.map((id, index) => html`${index > 0 ? ', ' : ''}<code>${id}</code>`)}</p>
        </details>`,
      )}`;
  }

  /** Brings a finding into sight, with the focus on its title. False if there is none such. */
  async reveal(id: string, nth: number): Promise<boolean> {
    const index = this.head?.findings.map((finding, place) => (finding.id === id ? place : -1)).filter((place) => place >= 0)[nth - 1];
    if (index === undefined) return false;
    if (index >= this.shown) this.shown = Math.ceil((index + 1) / shownAtOnce) * shownAtOnce;
    await this.updateComplete;
    const title = this.renderRoot.querySelectorAll<HTMLElement>('article h3')[index];
    title?.scrollIntoView({block: 'center'});
    title?.focus({preventScroll: true});
    return title !== undefined;
  }

  readonly #surroundings: CardSurroundings = {
    id: (id) =>
      this.pages === null
        ? html`<code>${id}</code>`
        : html`<a href=${`${this.pages}${id}.html`} target="_blank"><code>${id}</code><span class="hidden-text">${` ${strings.findings.page}`}</span></a>`,
    linked: ({layers}): Linked => (text) => {
      const layer = this.mentions.layerOf(text, layers);
      const path = layer === null ? undefined : this.layers[layer]?.path;
      return path === undefined ? null : placeLink(layerPlace(path), html`<code>${text}</code>`);
    },
    fixes: ({fixes, path}) => html`<weigh-bridge-fixes .fixes=${fixes} .about=${path}></weigh-bridge-fixes>`,
  };
}
