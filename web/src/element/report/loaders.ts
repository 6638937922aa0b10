// What each version's loader would do with the file, one table for each call.

import {css, html, nothing, type TemplateResult} from 'lit';

import type {LoaderOutcome, LoaderPrediction, VerdictState} from '../../engine/report.js';
import {versions} from '../format.js';
import {sign} from '../icons.js';
import {newestFirst} from './loader-order.js';
import {prose} from '../prose.js';
import {strings} from '../strings.js';

export const loaderStyles = css`
  .loaders {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.9375rem;
  }
  .call + .call {
    margin-top: 1.5rem;
  }
  .call summary {
    padding-block: 0.4rem;
    border-top: 1px solid var(--wb-line);
    color: var(--wb-muted);
    font-size: 0.875rem;
    cursor: pointer;
  }
  .call details caption {
    display: none;
  }
  .loaders caption {
    padding-bottom: 0.35rem;
    text-align: start;
    font-weight: 600;
  }
  .loaders th,
  .loaders td {
    padding: 0.5rem 1.25rem 0.5rem 0;
    border-top: 1px solid var(--wb-line);
    text-align: start;
    vertical-align: top;
    font-weight: 400;
  }
  .loaders th {
    white-space: nowrap;
  }
  .loaders td:last-child {
    width: 60%;
    padding-inline-end: 0;
  }
  .loaders .mine {
    display: block;
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .loaders .error {
    display: block;
    white-space: pre-wrap;
  }
  @container (max-width: 40rem) {
    .loaders,
    .loaders :is(caption, tbody, tr, th, td) {
      display: block;
    }
    .loaders .chip {
      white-space: normal;
    }
    .loaders tr {
      padding-block: 0.5rem;
      border-top: 1px solid var(--wb-line);
    }
    .loaders :is(th, td),
    .loaders td:last-child {
      width: auto;
      white-space: normal;
      padding: 0.1rem 0;
      border: 0;
    }
  }
`;

/** The colours and signs of the verdicts serve here too. */
const tones: Record<LoaderOutcome, VerdictState> = {loads: 'filled', raises: 'damaged', silent: 'empty', depends: 'not-weights'};

function row(prediction: LoaderPrediction): TemplateResult {
  const {outcome, error, remedy} = prediction;
  const tone = tones[outcome];
  return html`<tr>
    <th scope="row">${versions(prediction)}${prediction.mine === true ? html` <span class="mine">${strings.myKeras.mine}</span>` : nothing}</th>
    <td><span class="chip ${tone}">${sign(tone)}${strings.loaders.outcomes[outcome]}</span></td>
    <td>
      ${error === null ? nothing : html`<code class="error">${error}</code>`}
      ${remedy === null ? nothing : html`<span>${prose(remedy)}</span>`}
    </td>
  </tr>`;
}

function table(call: string, rows: readonly LoaderPrediction[]): TemplateResult {
  return html`<table class="loaders">
    <caption>
      <code>${call}</code>
    </caption>
    <tbody>
      ${rows.map(row)}
    </tbody>
  </table>`;
}

/** `open`: with the older versions in sight, for where nothing can be folded. */
export function loaderTables(predictions: readonly LoaderPrediction[], open = false): TemplateResult[] {
  const calls = new Map<string, LoaderPrediction[]>();
  for (const prediction of predictions) calls.set(prediction.call, [...(calls.get(prediction.call) ?? []), prediction]);
  return [...calls].map(([call, rows]) => {
    const {newest, older} = newestFirst(rows);
    return html`<div class="call">
      ${table(call, newest)}
      ${older.length === 0
        ? nothing
        : html`<details ?open=${open}>
            <summary>${strings.loaders.older(older.length)}</summary>
            ${table(call, older)}
          </details>`}
    </div>`;
  });
}
