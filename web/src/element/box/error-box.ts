// <weigh-bridge-message>: paste an error message, see what it means, for the weighed file if there is one.

import {css, html, LitElement, nothing, type PropertyValues} from 'lit';

import type {Explanation, Message, SeenKeras} from '../../engine/report.js';
import {prose} from '../prose.js';
import {strings} from '../strings.js';
import {base} from '../theme.js';

export class ErrorBox extends LitElement {
  static override properties = {explain: {attribute: false}, about: {}, keras: {attribute: false}, answer: {state: true}, failed: {state: true}};
  static override styles = [
    base,
    css`
      summary {
        padding: 0.35rem 0;
        cursor: pointer;
        font-size: 0.9375rem;
      }
      form {
        padding-top: 0.5rem;
      }
      label {
        font-size: 0.875rem;
        color: var(--wb-muted);
      }
      textarea {
        display: block;
        width: 100%;
        min-height: 6rem;
        margin: 0.3rem 0 0.6rem;
        padding: 0.6rem 0.8rem;
        border: 1px solid var(--wb-strong-line);
        border-radius: 6px;
        background: var(--wb-card);
        color: var(--wb-ink);
        font: 0.875rem/1.5 var(--wb-mono);
        resize: vertical;
      }
      article {
        padding: 1rem 0;
        border-bottom: 1px solid var(--wb-line);
      }
      .says {
        font-weight: 600;
      }
      .by {
        font-size: 0.875rem;
        color: var(--wb-muted);
      }
      .means,
      .here {
        margin-top: 0.4rem;
        max-width: 70ch;
      }
      .here {
        padding-inline-start: 0.8rem;
        border-inline-start: 3px solid var(--wb-stripe);
      }
      .none {
        padding-top: 0.75rem;
      }
    `,
  ];

  /** Asks the engine. */
  declare explain: (text: string) => Promise<Explanation>;
  /** The name of the file that the answer is for; empty: for none. */
  declare about: string;
  /** Which Keras the reader has said he has; "" for none. */
  declare keras: string;
  declare answer: Explanation | null;
  declare failed: boolean;
  #asked = '';

  constructor() {
    super();
    this.explain = () => Promise.resolve({match: 'whole', messages: [], nearest: []});
    this.about = '';
    this.keras = '';
    this.answer = null;
    this.failed = false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Another file, or another Keras: what the message means for that one.
    if ((changed.has('about') || changed.has('keras')) && this.#asked !== '') void this.#ask(this.#asked);
  }

  protected override render() {
    const words = strings.message;
    return html`<details>
      <summary>${words.title}</summary>
      <form @submit=${this.#submit}>
        <label for="text">${words.label}</label>
        <textarea id="text" spellcheck="false" autocomplete="off" placeholder=${words.placeholder}></textarea>
        <button class="button" type="submit">${words.ask}</button>
      </form>
      <div aria-live="polite">
        ${this.failed ? html`<p class="none">${words.failed}</p>` : nothing}
        ${this.answer === null ? nothing : this.#explained(this.answer)}
      </div>
    </details>`;
  }

  #explained({match, messages, nearest, keras}: Explanation) {
    const words = strings.message;
    const seen = keras === undefined ? nothing : this.#seen(keras);
    if (messages.length === 0) {
      return html`<p class="none">${words.unknown}</p>
        ${nearest.length === 0 ? nothing : html`<p class="none">${words.nearest}</p><ul>${nearest.map((text) => html`<li><code>${text}</code></li>`)}</ul>`}
        ${seen}`;
    }
    return html`${match === 'part' ? html`<p class="none">${words.part(messages.length)}</p>` : nothing} ${messages.map((message) => this.#message(message))} ${seen}`;
  }

  /** The Keras that the text comes from: taken for the reader's own if he says so. */
  #seen({package: name, version, name: people, said}: SeenKeras) {
    const asSaid = name === 'keras' ? version : `${name} ${version}`;
    const choose = () => this.dispatchEvent(new CustomEvent('weighbridge-choose-keras', {detail: {said: asSaid}, bubbles: true, composed: true}));
    return html`<p class="none seen">
      ${said}
      ${this.keras === asSaid ? strings.myKeras.taken(people) : html`<button class="button" type="button" @click=${choose}>${strings.myKeras.take(people)}</button>`}
    </p>`;
  }

  #message({says, by, means, here}: Message) {
    const words = strings.message;
    return html`<article>
      <p class="says"><code>${says}</code></p>
      <p class="by">${prose(by)}</p>
      <p class="means">${prose(means)}</p>
      ${here === '' ? nothing : html`<p class="here"><strong>${this.about === '' ? words.check : words.here(this.about)}</strong> ${prose(here)}</p>`}
    </article>`;
  }

  #submit(event: Event): void {
    event.preventDefault();
    void this.#ask(this.renderRoot.querySelector('textarea')?.value ?? '');
  }

  async #ask(text: string): Promise<void> {
    this.#asked = text;
    if (text.trim() === '') {
      this.answer = null;
      return;
    }
    try {
      const answer = await this.explain(text);
      if (text !== this.#asked) return;
      this.answer = answer;
      this.failed = false;
    } catch {
      this.answer = null;
      this.failed = true;
    }
  }
}
