// The report as one HTML page: everything in it is open, it needs no script and no network, and looks as the page does. It is made of
// the same templates, which the browser then writes out: so it is the browser that escapes what comes from the file.

import {html, nothing, render, type TemplateResult} from 'lit';

import type {Layer, ReportHead} from '../../engine/report.js';
import {detailStyles, judgedFiles, writerPart} from '../report/details.js';
import {cardsOf, cardStyles, findingCard, type CardSurroundings} from '../report/finding-card.js';
import {count, counted, sizeShort, shape, versions} from '../format.js';
import {reportStyle} from './html-report-style.js';
import {sign} from '../icons.js';
import {loaderStyles, loaderTables} from '../report/loaders.js';
import {notRunByReason} from '../report/not-run.js';
import {optimizerAsLayer} from '../table/optimizer-rows.js';
import {prose} from '../prose.js';
import {strings} from '../strings.js';
import {innerPath, storage} from '../table/cells.js';
import {bytesOf, parametersOf} from '../table/rows.js';
import {base, chips, drawing, tokens} from '../theme.js';
import {valueNumbers, valuesStyles} from '../values/summary.js';
import {verdictCard, verdictStyles} from '../report/verdict.js';

/** Beyond it browsers take long to lay the page out. */
export const mostTensors = 20_000;
const rowsAtOnce = 150;

const pageStyle = [tokens, base, chips, drawing, verdictStyles, detailStyles, ...cardStyles, loaderStyles, valuesStyles]
  .map(({cssText}) => cssText)
  .join('\n')
  .replace(/:host\(\[theme='(\w+)'\]\)/g, ':root[data-theme=$1]')
  .replaceAll(':host([hidden])', '[hidden]')
  .replaceAll(':host', ':root');

/** What the template draws, written out. */
function written(template: unknown): string {
  const holder = document.createElement('div');
  render(template, holder);
  return holder.innerHTML.replace(/<!--[\s\S]*?-->/g, '');
}

/** On paper nothing can be followed or folded: no links, and every fix with its code. */
const onPaper: CardSurroundings = {
  id: (id) => html`<code>${id}</code>`,
  linked: () => () => null,
  fixes: ({fixes}) =>
    fixes.map(
      (fix) => html`<div class="fix">
        <p>${prose(fix.title)} <span class="muted">${versions(fix.for)}</span></p>
        ${fix.code === '' ? nothing : html`<pre class="code">${fix.code}</pre>`}
      </div>`,
    ),
};

function layerRows(layer: Layer, files: readonly string[]): TemplateResult {
  const words = strings.table;
  const {tensors} = layer;
  return html`<tr class="layer">
      <td><span class="chip ${layer.state}">${sign(layer.state)}${words.states[layer.state]}</span></td>
      <th scope="row">${layer.name} ${layer.path === layer.name || layer.path === '' ? nothing : html`<code>${layer.path}</code>`}</th>
      <td>${layer.class ?? words.unknownClass}</td>
      <td class="number">${tensors.length === 0 ? '' : count(parametersOf(tensors))}</td>
      <td class="number">${tensors.length === 0 ? '' : sizeShort(bytesOf(tensors))}</td>
    </tr>
    ${tensors.map(
      (tensor) => html`<tr class="tensor">
        <td>${tensor.state === 'intact' ? nothing : html`<span class="chip damaged">${sign('missing')}${words.tensorStates[tensor.state]}</span>`}</td>
        <td>
          ${tensor.role === null ? nothing : html`<strong>${tensor.role}</strong>`} <code>${innerPath(layer, tensor)}</code>
          <span class="muted">${storage(tensor.storage, files)}</span>
          ${tensor.stats === null ? nothing : html`<div class="values">${valueNumbers(tensor.stats)}</div>`}
        </td>
        <td>${shape(tensor.shape)} ${tensor.dtype}</td>
        <td class="number">${tensor.shape === null ? '–' : count(tensor.parameters)}</td>
        <td class="number">${tensor.shape === null ? '–' : sizeShort(tensor.bytes)}</td>
      </tr>`,
    )}`;
}

function tableHead(): TemplateResult {
  const {columns} = strings.table;
  return html`<tr><th scope="col">${columns.state}</th><th scope="col">${columns.name}</th><th scope="col">${columns.class}</th><th scope="col" class="number">${columns.parameters}</th><th scope="col" class="number">${columns.size}</th></tr>`;
}

/** A turn of the event loop: writing out thousands of rows must not hold the page up. */
const turn = () => new Promise((resolve) => setTimeout(resolve));

async function* table(layers: readonly Layer[], files: readonly string[]): AsyncGenerator<string> {
  yield `<div class="wide"><table class="layers"><thead>${written(html`<table><thead>${tableHead()}</thead></table>`).replace(/<\/?(table|thead)>/g, '')}</thead><tbody>`;
  let tensors = 0;
  let cut = false;
  for (let from = 0; from < layers.length && !cut; from += rowsAtOnce) {
    const some: Layer[] = [];
    for (const layer of layers.slice(from, from + rowsAtOnce)) {
      if (tensors >= mostTensors) {
        cut = true;
        break;
      }
      const kept = layer.tensors.slice(0, mostTensors - tensors);
      cut ||= kept.length < layer.tensors.length;
      tensors += kept.length;
      some.push({...layer, tensors: kept});
    }
    // Rows are only drawn as rows inside a table.
    const rows = written(html`<table><tbody>${some.map((layer) => layerRows(layer, files))}</tbody></table>`);
    yield rows.slice(rows.indexOf('<tbody>') + '<tbody>'.length, rows.lastIndexOf('</tbody>'));
    await turn();
  }
  yield `</tbody></table></div>${cut ? written(html`<p class="muted">${strings.page.cut(count(mostTensors))}</p>`) : ''}`;
}

const heading = (title: string, note = '') => written(html`<h2>${title}${note === '' ? nothing : html` <span>${note}</span>`}</h2>`);

async function* parts(name: string, head: ReportHead, layers: readonly Layer[], made: string): AsyncGenerator<string> {
  const title = written(html`${strings.page.title(name)}`);
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${pageStyle}\n${reportStyle}</style>
</head>
<body><main>
`;
  yield written(verdictCard(name, head, head, nothing, nothing, true));
  if (head.files !== undefined) yield `<section class="part">${heading(strings.files.together, count(head.files.length))}${written(judgedFiles(head.files))}</section>`;
  yield `<section class="part">${heading(strings.findings.title, head.findings.length > 0 ? count(head.findings.length) : '')}`;
  if (head.findings.length === 0) yield written(html`<p class="muted">${strings.findings.none(false)}</p>`);
  for (const card of cardsOf(head.findings, null)) yield written(findingCard(card, onPaper));
  for (const {said, ids} of notRunByReason(head.not_run, false)) yield written(html`<p class="muted">${strings.findings.notRun(ids.length)} ${said} (${ids.join(', ')})</p>`);
  yield '</section>';
  const files = head.files?.map((file) => file.name) ?? [];
  if (layers.length > 0) {
    yield `<section class="part">${heading(strings.table.title, count(layers.length))}`;
    yield* table(layers, files);
    yield '</section>';
  }
  if (head.optimizer !== null && head.optimizer.tensors.length > 0) {
    yield `<section class="part">${heading(strings.optimizer.title, counted(head.optimizer.tensors.length, 'tensor'))}`;
    yield* table(optimizerAsLayer(head.optimizer), files);
    yield '</section>';
  }
  if (head.loaders.length > 0) yield `<section class="part">${heading(strings.loaders.title, strings.loaders.note)}${written(loaderTables(head.loaders, true))}</section>`;
  yield `<section class="part">${heading(strings.writer.title)}${written(writerPart(head.writer))}</section>`;
  yield written(html`<footer class="part muted">${strings.page.made(head.tool.version, made)}</footer>`);
  yield '\n</main></body>\n</html>\n';
}

/** `made` is the date that stands in it. */
export async function htmlReport(name: string, head: ReportHead, layers: readonly Layer[], made: string): Promise<Blob> {
  const all: string[] = [];
  for await (const part of parts(name, head, layers, made)) all.push(part);
  return new Blob(all, {type: 'text/html'});
}
