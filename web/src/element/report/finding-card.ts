// A finding, written once: what is said of it, and the card that says it. The page and the saved page draw the same card; what differs between
// them, links and whether code can be copied, they bring along.

import {css, html, nothing, type TemplateResult} from 'lit';

import type {Evidence, Finding, Fix, Severity} from '../../engine/report.js';
import {evidenceList, evidenceStyles, type Linked} from './evidence.js';
import {placesOf} from '../weighings/mentions.js';
import {prose} from '../prose.js';
import {strings} from '../strings.js';

/** What is said of a finding. */
export interface FindingCard {
  /** Its place in the report: "finding=never-built". */
  readonly place: string;
  readonly id: string;
  readonly severity: Severity;
  /** "Problem", "certain". */
  readonly severityWord: string;
  readonly confidenceWord: string;
  readonly title: string;
  readonly why: string;
  /** The object that it is about; empty: the file as a whole. */
  readonly path: string;
  /** The layers that it is about, by their paths. */
  readonly layers: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly fixes: readonly Fix[];
  /** The fixes stand with the verdict, and not here again. */
  readonly fixesAbove: boolean;
}

/** `leading`: the finding whose fixes stand with the verdict, the first of its id. */
export function cardsOf(findings: readonly Finding[], leading: string | null): readonly FindingCard[] {
  const places = placesOf(findings);
  const words = strings.findings;
  return findings.map(({id, severity, confidence, title, why, where, layers, evidence, fixes}, index) => ({
    place: places[index] ?? '',
    id,
    severity,
    severityWord: words.severity[severity],
    confidenceWord: words.confidence[confidence],
    title,
    why,
    path: where?.path ?? '',
    layers,
    evidence,
    fixes,
    fixesAbove: id === leading && places[index] === `finding=${id}`,
  }));
}

/** What the place where a card is drawn brings along. */
export interface CardSurroundings {
  /** The id, as a link where there is a page about it. */
  id(id: string): unknown;
  /** What makes of a text of this card that names a layer of the table a link to it. */
  linked(card: FindingCard): Linked;
  fixes(card: FindingCard): unknown;
}

export function findingCard(card: FindingCard, {id, linked: linksOf, fixes}: CardSurroundings): TemplateResult {
  const words = strings.findings;
  const linked = linksOf(card);
  return html`<article class="finding ${card.severity}" id=${card.place.replace(/[=:]/g, '-')}>
    <header>
      <h3 tabindex="-1">${prose(card.title)}</h3>
      <span class="chip">${card.severityWord}</span>
    </header>
    <p class="about">${id(card.id)} · ${card.confidenceWord}${card.path === '' ? nothing : html` · ${linked(card.path) ?? html`<code>${card.path}</code>`}`}</p>
    ${card.why === '' ? nothing : html`<p class="why">${prose(card.why)}</p>`}
    ${card.evidence.length === 0 ? nothing : part(words.evidence, evidenceList(card.evidence, linked))}
    ${card.fixes.length === 0 ? nothing : card.fixesAbove ? html`<p class="inner muted">${words.shownAbove}</p>` : part(words.fix, fixes(card))}
  </article>`;
}

function part(label: string, body: unknown): TemplateResult {
  return html`<div class="inner">
    <p class="label">${label}</p>
    ${body}
  </div>`;
}

export const cardStyles = [
  evidenceStyles,
  css`
    .finding {
      padding: 1rem 0;
      border-top: 1px solid var(--wb-line);
    }
    .finding header {
      display: flex;
      flex-wrap: wrap;
      gap: 0.4rem 0.75rem;
      align-items: baseline;
    }
    .finding h3 {
      font-size: 1.0625rem;
      line-height: 1.35;
      flex: 1 1 16rem;
    }
    .finding h3:focus {
      outline: 2px solid var(--wb-focus);
      outline-offset: 4px;
      border-radius: 2px;
    }
    .finding.error {
      --tone: var(--wb-empty);
    }
    .finding.warning {
      --tone: var(--wb-partly);
    }
    .finding.note {
      --tone: var(--wb-not-weights);
    }
    .finding .chip {
      padding-inline: 0.6em;
    }
    .finding .about {
      font-size: 0.875rem;
      color: var(--wb-muted);
    }
    .finding .about a {
      color: inherit;
    }
    .finding .why {
      margin-top: 0.4rem;
      max-width: 70ch;
    }
    .finding .inner {
      margin-top: 0.75rem;
    }
    .finding .label {
      font-size: 0.875rem;
      font-weight: 600;
      color: var(--wb-muted);
    }
    @media print {
      .finding header,
      .finding .evidence li {
        break-inside: avoid;
      }
    }
  `,
];
