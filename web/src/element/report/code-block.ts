// <weigh-bridge-code>: code to paste elsewhere, with a copy button.

import {css, html, LitElement, nothing} from 'lit';

import {strings} from '../strings.js';
import {base} from '../theme.js';

export class CodeBlock extends LitElement {
  static override properties = {code: {}, about: {}, outcome: {state: true}};
  static override styles = [
    base,
    css`
      :host {
        position: relative;
      }
      pre {
        padding: 0.9rem 1rem;
        padding-inline-end: 5.5rem;
        overflow-x: auto;
        border: 1px solid var(--wb-line);
        border-radius: 6px;
        background: var(--wb-sunk);
        font: 0.875rem/1.55 var(--wb-mono);
        tab-size: 4;
      }
      button {
        position: absolute;
        top: 0.45rem;
        right: 0.45rem;
        padding: 0.2rem 0.7rem;
        min-height: 1.9rem;
        font-size: 0.8125rem;
      }
      @container (max-width: 34rem) {
        /* The button has a line of its own: beside it there would be no room for code. */
        pre {
          padding: 2.75rem 0.8rem 0.8rem;
        }
      }
      @media print {
        pre {
          padding-inline-end: 1rem;
          white-space: pre-wrap;
        }
        .button {
          display: none;
        }
      }
    `,
  ];

  declare code: string;
  /** What the code is for: several buttons that are all called "Copy" cannot be told apart by those who hear them. */
  declare about: string;
  declare outcome: 'copied' | 'failed' | null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.code = '';
    this.about = '';
    this.outcome = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    const {copy, copied, copyFailed} = strings.fixes;
    const label = this.outcome === 'copied' ? copied : this.outcome === 'failed' ? copyFailed : copy;
    return html`<pre tabindex="0"><code>${this.code}</code></pre>
      <button class="button" type="button" aria-label=${this.about === '' ? nothing : strings.fixes.named(label, this.about)} @click=${this.#copy}>${label}</button>
      <span class="hidden-text" role="status">${this.outcome === null ? '' : label}</span>`;
  }

  async #copy(): Promise<void> {
    try {
      // Absent on pages that came over plain http from another machine.
      await navigator.clipboard.writeText(this.code);
      this.outcome = 'copied';
    } catch {
      this.#select();
      this.outcome = 'failed';
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.outcome = null), 2500);
  }

  #select(): void {
    const code = this.renderRoot.querySelector('code');
    if (code !== null) getSelection()?.selectAllChildren(code);
  }
}
