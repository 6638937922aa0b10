// <weigh-bridge-findings>: everything that is worth knowing about the file, worst first, each with its evidence and its fix.

import {css, html, LitElement, nothing, type PropertyValues} from 'lit';

import type {Finding, ReportHead} from '../engine/report.js';
import {evidenceList, evidenceStyles} from './evidence.js';
import {prose} from './prose.js';
import {strings} from './strings.js';
import {base, chips} from './theme.js';

/** A damaged file can have thousands of findings; they are shown by the screenful. */
const kShownAtOnce = 25;

/** The finding behind the verdict: its fixes stand right under it. The report lists the worst first. */
export function leadingFinding(head: ReportHead): Finding | undefined {
  return head.findings.find((finding) => finding.severity !== 'note' && finding.fixes.length > 0);
}

export class Findings extends LitElement {
  static override properties = {head: {attribute: false}, pages: {attribute: false}, shown: {state: true}};
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
    `,
  ];

  declare head: ReportHead | null;
  /** Where the pages of the findings lie, with a slash at the end. */
  declare pages: string | null;
  declare shown: number;

  constructor() {
    super();
    this.head = null;
    this.pages = null;
    this.shown = kShownAtOnce;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('head')) this.shown = kShownAtOnce;
  }

  protected override render() {
    const head = this.head;
    if (head === null) return nothing;
    const leading = leadingFinding(head);
    const rest = head.findings.length - this.shown;
    return html`${head.findings.length === 0 ? html`<p class="muted">${strings.findings.none}</p>` : nothing}
      ${head.findings.slice(0, this.shown).map((finding) => this.#card(finding, finding === leading))}
      ${rest > 0
        ? html`<button class="button" type="button" @click=${() => (this.shown += kShownAtOnce)}>${strings.findings.more(rest)}</button>`
        : nothing}
      ${head.not_run.length > 0
        ? html`<details class="part">
            <summary class="label">${strings.findings.notRun} (${head.not_run.length})</summary>
            <ul>
              ${head.not_run.map(({id, reason}) => html`<li><code>${id}</code> · ${reason}</li>`)}
            </ul>
          </details>`
        : nothing}`;
  }

  #card(finding: Finding, leading: boolean) {
    const words = strings.findings;
    return html`<article class=${finding.severity} id=${`finding-${finding.id}`}>
      <header>
        <h3>${prose(finding.title)}</h3>
        <span class="chip">${words.severity[finding.severity]}</span>
      </header>
      <p class="about">
        ${this.pages === null
          ? html`<code>${finding.id}</code>`
          : html`<a href=${`${this.pages}${finding.id}.html`} target="_blank"><code>${finding.id}</code><span class="hidden-text"> ${words.page}</span></a>`} · ${words.confidence[finding.confidence]}${finding.where === null || finding.where.path === ''
          ? nothing
          : html` · <code>${finding.where.path}</code>`}
      </p>
      ${finding.why === '' ? nothing : html`<p class="why">${prose(finding.why)}</p>`}
      ${finding.evidence.length === 0
        ? nothing
        : html`<div class="part">
            <p class="label">${words.evidence}</p>
            ${evidenceList(finding.evidence)}
          </div>`}
      ${finding.fixes.length === 0
        ? nothing
        : leading
          ? html`<p class="part muted">${words.shownAbove}</p>`
          : html`<div class="part">
              <p class="label">${words.fix}</p>
              <weigh-bridge-fixes .fixes=${finding.fixes} .writer=${this.head?.writer}></weigh-bridge-fixes>
            </div>`}
    </article>`;
  }
}
