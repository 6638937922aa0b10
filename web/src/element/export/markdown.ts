// The report as Markdown for an issue: the verdict, the findings with their proof, what Keras does with it; the layers folded away.
// Never longer than an issue takes. Pure.

import type {Finding, Layer, LoaderPrediction, ReportHead} from '../../engine/report.js';
import {evidenceLine} from '../report/evidence-text.js';
import {count, counted, shape, significant, size, sizeShort, versions, writerName} from '../format.js';
import {newestFirst} from '../report/loader-order.js';
import {block, cell, code, words} from './markdown-text.js';
import {strings} from '../strings.js';
import {bytesOf, parametersOf} from '../table/rows.js';

/** GitHub takes 65,536 characters; some room is left for what the user writes. */
export const mostCharacters = 60_000;
const mostFindings = 20;
const signs = {filled: '🟢', 'partly-empty': '🟡', empty: '🔴', damaged: '🔴', 'not-weights': '⚪'} as const;
const severities = {error: '🔴', warning: '🟡', note: '🔵'} as const;

function verdict(head: ReportHead): string[] {
  const {state, headline, why, next} = head.verdict;
  const {layout, container} = head;
  const kind = (layout === null ? undefined : strings.layout[layout]) ?? strings.container[container] ?? container;
  const facts = [words(kind), words(writerName(head.writer) ?? ''), size(head.file.size_bytes)].filter((fact) => fact !== '');
  return [
    `### ${signs[state]} ${strings.verdict.states[state]}: ${code(head.file.name)}`,
    `**${words(headline)}**`,
    ...(why === '' ? [] : [words(why)]),
    ...(next === '' ? [] : [`*${strings.verdict.next}:* ${words(next)}`]),
    facts.join(' · '),
  ];
}

function totals({totals: all}: ReportHead): string {
  const layers = strings.ticket.layersNote(count(all.layers_with_weights), count(all.layers_lacking_weights));
  return `${counted(all.layers, 'layer')} (${layers}) · ${counted(all.tensors, 'tensor')} · ${counted(all.parameters, 'parameter')} · ${sizeShort(all.bytes)}`;
}

/** `said` is what the verdict said already. */
function finding({id, severity, confidence, title, why, where, evidence, fixes}: Finding, said: string): string {
  const lines = [`- ${severities[severity]} **${words(title)}** (${code(id)}, ${confidence}${where === null || where.path === '' ? '' : `, ${code(where.path)}`})`];
  if (why !== '' && why !== said) lines.push(`  ${words(why)}`);
  for (const one of evidence.slice(0, 6)) lines.push(`  - ${evidenceLine(one, code)}`);
  const [fix] = fixes;
  if (fix !== undefined && severity !== 'note') {
    const text = [`*${strings.findings.fix}:* ${words(fix.title)} (${words(versions(fix.for))})`, ...(fix.code === '' ? [] : [block(fix.code, 'python')])].join('\n');
    lines.push('', text.replace(/^/gm, '  '));
  }
  return lines.join('\n');
}

function loader(prediction: LoaderPrediction): string {
  const {call, outcome, error, remedy} = prediction;
  const said = [error === null ? '' : code(error, 300), remedy === null ? '' : words(remedy)].filter((part) => part !== '').join(' ');
  return `| ${cell(words(versions(prediction)))} | ${cell(code(call))} | ${strings.loaders.outcomes[outcome]} | ${cell(said)} |`;
}

function loaders(all: readonly LoaderPrediction[]): string[] {
  if (all.length === 0) return [];
  const calls = [...new Set(all.map(({call}) => call))];
  const newest = calls.flatMap((call) => newestFirst(all.filter((one) => one.call === call)).newest);
  return [`**${strings.loaders.title}** ${strings.loaders.note}`, ['| | | | |', '|---|---|---|---|', ...newest.map(loader)].join('\n')];
}

function* layerLines(layers: readonly Layer[]): Generator<string> {
  for (const layer of layers) {
    const {name, path, state, tensors} = layer;
    const kind = layer.class === null ? strings.table.unknownClass : words(layer.class);
    yield `| ${strings.table.states[state]} | ${cell(code(path === '' ? name : path))} | ${cell(kind)} | ${tensors.length === 0 ? '' : count(parametersOf(tensors))} | ${tensors.length === 0 ? '' : sizeShort(bytesOf(tensors))} | |`;
    for (const tensor of tensors) {
      const {stats} = tensor;
      const bad = stats === null ? '' : [stats.nan > 0 ? `${count(stats.nan)} NaN` : '', stats.positive_infinity + stats.negative_infinity > 0 ? strings.values.infinite(count(stats.positive_infinity + stats.negative_infinity)) : ''].filter((part) => part !== '').join(', ');
      const values = stats?.finite == null ? '' : `${significant(stats.finite.min)} … ${significant(stats.finite.max)}, ${strings.values.mean} ${significant(stats.finite.mean)}, ${strings.values.deviation} ${significant(stats.finite.standard_deviation)}`;
      const inner = path !== '' && tensor.path.startsWith(`${path}/`) ? tensor.path.slice(path.length + 1) : tensor.path;
      const tensorState = tensor.state === 'intact' ? '' : strings.table.tensorStates[tensor.state];
      yield `| ${tensorState} | ↳ ${cell(`${words(tensor.role ?? '')} ${code(inner)}`.trim())} | ${cell(`${shape(tensor.shape)} ${words(tensor.dtype)}`)} | ${tensor.shape === null ? '–' : count(tensor.parameters)} | ${tensor.shape === null ? '–' : sizeShort(tensor.bytes)} | ${cell([values, bad].filter((part) => part !== '').join('; '))} |`;
    }
  }
}

/** As many as fit into `room`. */
function layerTable(layers: readonly Layer[], room: number): string {
  const {columns} = strings.table;
  const open = `<details>\n<summary>${strings.table.title} (${count(layers.length)})</summary>\n\n| ${columns.state} | ${columns.name} | ${columns.class} | ${columns.parameters} | ${columns.size} | ${strings.scan.title} |\n|---|---|---|--:|--:|---|\n`;
  const close = '\n</details>';
  let left = room - open.length - close.length - 200;
  const lines: string[] = [];
  let cut = false;
  for (const line of layerLines(layers)) {
    left -= line.length + 1;
    if (left < 0) {
      cut = true;
      break;
    }
    lines.push(line);
  }
  if (lines.length === 0) return '';
  return `${open}${lines.join('\n')}\n${cut ? `\n${strings.markdown.cut}\n` : ''}${close}`;
}

export function markdownOf(head: ReportHead, layers: readonly Layer[]): string {
  const said = strings.markdown;
  const files = head.files === undefined ? [] : [`${strings.files.together}: ${head.files.slice(0, 20).map(({name}) => code(name)).join(', ')}${head.files.length > 20 ? strings.scan.andMore(head.files.length - 20) : ''}`];
  const foot = `<sub>${said.by(words(head.tool.version))}</sub>`;
  const begin = [...verdict(head), ...files, ...(layers.length > 0 ? [totals(head)] : [])];
  const end = loaders(head.loaders);
  const findings = head.findings.slice(0, mostFindings).map((one) => finding(one, head.verdict.why));
  const assembled = () => {
    const rest = head.findings.length - findings.length;
    const listed = [...findings, ...(rest > 0 ? [`- ${strings.findings.more(rest)}`] : [])];
    return [...begin, ...(listed.length > 0 ? [`**${strings.findings.title}**`, listed.join('\n')] : []), ...end].join('\n\n');
  };
  // Findings of a hostile file may be long: whole ones go, from the least, never the verdict.
  while (findings.length > 0 && assembled().length > mostCharacters - 5000) findings.pop();
  const text = assembled();
  const table = layers.length === 0 ? '' : layerTable(layers, mostCharacters - text.length - foot.length - 10);
  return [text, table, foot].filter((part) => part !== '').join('\n\n') + '\n';
}
