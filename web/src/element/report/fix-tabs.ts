// <weigh-bridge-fixes>: what to do, one tab per version range, the writer's own first.

import {css, html, LitElement, nothing, type PropertyValues} from 'lit';

import type {Fix} from '../../engine/report.js';
import {tabsOf} from './fix-order.js';
import {spaced, versions} from '../format.js';
import {prose} from '../prose.js';
import {strings} from '../strings.js';
import {base} from '../theme.js';

export class FixTabs extends LitElement {
  static override properties = {fixes: {attribute: false}, about: {}, selected: {state: true}, unrolled: {state: true}};
  static override styles = [
    base,
    css`
      [role='tablist'] {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
        margin-bottom: 0.75rem;
      }
      [role='tab'] {
        min-height: 2rem;
        padding: 0.2rem 0.75rem;
        border: 1px solid var(--wb-line);
        border-radius: 6px;
        background: none;
        color: var(--wb-muted);
        font-size: 0.9375rem;
      }
      [role='tab']:hover {
        border-color: var(--wb-strong-line);
      }
      [role='tab'][aria-selected='true'] {
        border-color: var(--wb-ink);
        box-shadow: inset 0 -3px var(--wb-stripe);
        color: var(--wb-ink);
        font-weight: 600;
      }
      .fitting {
        font-size: 0.8125rem;
        font-weight: 400;
        color: var(--wb-muted);
      }
      .title {
        margin-bottom: 0.4rem;
      }
      .fix + .fix {
        margin-top: 1rem;
      }
      .only {
        margin-bottom: 0.4rem;
        color: var(--wb-muted);
        font-size: 0.9375rem;
      }
    `,
  ];

  declare fixes: readonly Fix[];
  /** The layer that the fixes are about, where the same ones stand elsewhere for others. */
  declare about: string;
  declare selected: number;
  /** For printing: all tabs, one below the other. */
  declare unrolled: boolean;

  constructor() {
    super();
    this.fixes = [];
    this.about = '';
    this.selected = 0;
    this.unrolled = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('fixes')) this.selected = 0;
  }

  protected override render() {
    const tabs = tabsOf(this.fixes);
    const shown = tabs[this.selected] ?? tabs[0];
    if (shown === undefined) return nothing;
    if (this.unrolled && tabs.length > 1) return tabs.map(({label, fixes}) => html`<p class="only">${label}</p>${fixes.map((fix) => this.#body(fix))}`);
    if (tabs.length === 1) {
      return html`${shown.label === strings.fixes.any ? nothing : html`<p class="only">${shown.label}</p>`}${shown.fixes.map((fix) => this.#body(fix))}`;
    }
    return html`<div role="tablist" aria-label=${strings.fixes.label} @keydown=${this.#keys}>
        ${tabs.map(
          (tab, index) => html`<button
            type="button"
            role="tab"
            id="tab-${index}"
            aria-controls="panel"
            aria-selected=${index === this.selected}
            tabindex=${index === this.selected ? 0 : -1}
            @click=${() => (this.selected = index)}
          >
            ${spaced(tab.label)}${tab.mine ? html`<span class="fitting">· ${strings.myKeras.mine}</span>` : tab.fitting ? html`<span class="fitting">· ${strings.fixes.yours}</span>` : nothing}
          </button>`,
        )}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby="tab-${this.selected}">${shown.fixes.map((fix) => this.#body(fix))}</div>`;
  }

  async #keys(event: KeyboardEvent): Promise<void> {
    const last = tabsOf(this.fixes).length - 1;
    const target = {
      ArrowRight: this.selected === last ? 0 : this.selected + 1,
      ArrowLeft: this.selected === 0 ? last : this.selected - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.selected = target;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }

  #body(fix: Fix) {
    const named = [fix.title.replaceAll('`', ''), versions(fix.for), this.about].filter((part) => part !== '').join(', ');
    return html`<div class="fix">
      ${fix.title === '' ? nothing : html`<p class="title">${prose(fix.title)}</p>`}
      ${fix.code === '' ? nothing : html`<weigh-bridge-code .code=${fix.code} .about=${named}></weigh-bridge-code>`}
    </div>`;
  }
}
