// <weigh-bridge-drop>: takes files and folders by drop, by the picker and by paste, and hands them up in a `weighbridge-files` event.

import {css, html, LitElement, nothing} from 'lit';

import type {GivenFile} from '../../engine/given.js';
import {filesFrom, givenFrom} from './files-from.js';
import {truck} from '../icons.js';
import {strings} from '../strings.js';
import {base, drawing} from '../theme.js';

/** Phones have no folders to choose. */
const folders = 'webkitdirectory' in HTMLInputElement.prototype;

export type DropProblem = 'nothing-dropped' | 'unreadable-folder';

export class DropZone extends LitElement {
  static override properties = {compact: {type: Boolean, reflect: true}, over: {type: Boolean, reflect: true}};
  static override styles = [
    base,
    drawing,
    css`
      .zone {
        position: relative;
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(9rem, 15rem);
        gap: 1rem 2.5rem;
        align-items: center;
        padding: clamp(1.25rem, 4cqi, 2.5rem);
        padding-bottom: calc(clamp(1.25rem, 4cqi, 2.5rem) + 10px);
        border: 1px solid var(--wb-line);
        border-radius: 10px;
        background: var(--wb-card);
        overflow: hidden;
        transition: border-color 120ms, background-color 120ms;
      }
      .zone::after {
        content: '';
        position: absolute;
        inset: auto 0 0;
        height: 10px;
        background: repeating-linear-gradient(-55deg, var(--wb-stripe) 0 16px, var(--wb-stripe-dark) 16px 32px);
      }
      :host([over]) .zone {
        border-color: var(--wb-accent);
        background: color-mix(in srgb, var(--wb-stripe) 13%, var(--wb-card));
      }
      h2 {
        font: 600 clamp(1.35rem, 1.1rem + 1.2cqi, 1.75rem) / 1.25 var(--wb-serif);
        text-wrap: balance;
      }
      .hint {
        margin-top: 0.5rem;
        line-height: 1.5;
      }
      .kinds {
        margin-top: 0.15rem;
        font-size: 0.9375rem;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        margin-top: 1.1rem;
      }
      .button {
        min-height: 2.75rem;
        padding-inline: 1.25rem;
      }
      .privacy {
        margin-top: 1.1rem;
        font-size: 0.9375rem;
        line-height: 1.5;
      }
      .truck {
        width: 100%;
        color: var(--wb-ink);
        transition: transform 300ms ease-out;
      }
      :host([over]) .truck {
        transform: translateX(-6px);
      }
      :host([compact]) .zone {
        grid-template-columns: minmax(0, 1fr) auto;
        padding: 0.75rem 1.1rem calc(0.75rem + 5px);
        gap: 0.5rem 1rem;
      }
      :host([compact]) .zone::after {
        height: 5px;
      }
      :host([compact]) h2 {
        font: 600 1rem/1.4 var(--wb-sans);
      }
      :host([compact]) .hint {
        margin: 0;
        font-size: 0.875rem;
        color: var(--wb-muted);
      }
      :host([compact]) .ways {
        margin: 0;
        justify-content: end;
      }
      :host([compact]) .button {
        min-height: 2.25rem;
        padding-inline: 0.85rem;
      }
      :host([compact]) :is(.kinds, .privacy, .truck) {
        display: none;
      }
      input {
        display: none;
      }
      @container (max-width: 46rem) {
        .zone {
          grid-template-columns: minmax(0, 1fr) 8rem;
          gap: 1rem 1.5rem;
        }
      }
      @container (max-width: 34rem) {
        .zone {
          grid-template-columns: minmax(0, 1fr);
        }
        .truck {
          grid-row: 1;
          max-width: 11rem;
        }
        :host([compact]) .hint {
          display: none;
        }
        :host([compact]) .zone {
          grid-template-columns: minmax(0, 1fr);
          gap: 0.4rem;
          padding-block: 0.5rem calc(0.6rem + 5px);
        }
        :host([compact]) .ways {
          justify-content: stretch;
        }
        :host([compact]) .button {
          flex: 1 1 auto;
          justify-content: center;
          padding-inline: 0.4rem;
        }
      }
    `,
  ];

  declare compact: boolean;
  declare over: boolean;
  #depth = 0;

  constructor() {
    super();
    this.compact = false;
    this.over = false;
    this.addEventListener('dragenter', (event) => this.#drag(event, 1));
    this.addEventListener('dragleave', (event) => this.#drag(event, -1));
    this.addEventListener('dragover', (event) => {
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
    });
    this.addEventListener('drop', (event) => {
      event.preventDefault();
      this.#depth = 0;
      this.over = false;
      if (event.dataTransfer !== null) void this.take(event.dataTransfer);
    });
  }

  /** Files from anywhere: a drop beside the zone, a paste. */
  async take(transfer: DataTransfer): Promise<void> {
    try {
      const given = await filesFrom(transfer);
      if (given.length === 0) this.#tell('nothing-dropped');
      else this.#hand(given);
    } catch {
      this.#tell('unreadable-folder');
    }
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('button')?.focus(options);
  }

  protected override render() {
    const words = strings.drop;
    const title = this.over ? words.over : this.compact ? words.titleAgain : words.title;
    const buttons = html`<p class="ways">
      <button class="button ${this.compact ? '' : 'main'}" type="button" @click=${() => this.#pick('files')}>${words.choose}</button>
      ${folders ? html`<button class="button" type="button" @click=${() => this.#pick('folder')}>${words.chooseFolder}</button>` : nothing}
    </p>`;
    return html`<div class="zone">
      <div>
        <h2>${title}</h2>
        <p class="hint">${words.hint}</p>
        <p class="kinds muted">${words.kinds}</p>
        ${this.compact ? nothing : buttons}
        <p class="privacy">${words.privacy}</p>
      </div>
      ${this.compact ? buttons : truck(null)}
      <input type="file" multiple tabindex="-1" aria-hidden="true" @change=${this.#picked} />
    </div>`;
  }

  // Entering a child of the zone comes before leaving its parent: only the count says whether the pointer is still inside.
  #drag(event: DragEvent, step: number): void {
    event.preventDefault();
    this.#depth = Math.max(0, this.#depth + step);
    this.over = this.#depth > 0;
  }

  #pick(what: 'files' | 'folder'): void {
    const input = this.renderRoot.querySelector('input');
    if (input === null) return;
    input.webkitdirectory = what === 'folder';
    input.click();
  }

  #picked(event: Event): void {
    const input = event.target as HTMLInputElement;
    const given = givenFrom(input.files ?? []);
    // So that the same file can be chosen again after it changed.
    input.value = '';
    if (given.length > 0) this.#hand(given);
    else this.#tell('nothing-dropped'); // an empty folder
  }

  #hand(given: readonly GivenFile[]): void {
    this.dispatchEvent(new CustomEvent('weighbridge-files', {detail: {given}}));
  }

  #tell(problem: DropProblem): void {
    this.dispatchEvent(new CustomEvent('weighbridge-drop-problem', {detail: {problem}}));
  }
}
