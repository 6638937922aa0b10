// One page for each finding and one that lists them, of the catalogue; one for error messages, of core/messages/messages.md.

import {readFileSync} from 'node:fs';

import {checkBox, escapeHtml, type PageHead} from './frame.js';
import {markdown, withHeadingIds} from './markdown.js';
import {article, questions, trail} from './structured-data.js';

export interface Page extends PageHead {
  readonly body: string;
}

interface Entry {
  readonly family: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly confidence: 'certain' | 'likely' | 'possible';
  readonly title: string;
  /** For search engines: the words that people search for. */
  readonly search: {readonly title: string; readonly text: string};
  readonly summary: string;
  /** The sections of its page. */
  readonly markdown: string;
}

type Findings = Readonly<Record<string, Entry>>;

/** Written by scripts/gen-catalogue. */
interface Catalogue {
  /** The worst findings of a family first. */
  readonly families: readonly {readonly title: string; readonly findings: readonly string[]}[];
  readonly findings: Findings;
}

const project = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, project), 'utf8');

const severities = {error: 'Problem', warning: 'Warning', note: 'Good to know'};
/** The most that the bytes of a file can prove of it. */
const confidences = {certain: 'the file can prove it', likely: 'likely at most', possible: 'possible at most'};
/** What lies deeper than a finding's own page. */
const moreOf: Record<string, {path: string; title: string}> = Object.fromEntries(
  ['never-built', 'build-without-call', 'custom-layer-without-variables', 'layer-without-variables'].map((id) => [
    id,
    {path: '../why-empty.html', title: 'Why is my Keras weight file empty? Three classic cases, measured by version'},
  ]),
);

export function findingPages(): Page[] {
  const {families, findings} = JSON.parse(read('web/src/gen/catalogue.json')) as Catalogue;
  return [...Object.entries(findings).map(([id, entry]) => findingPage(id, entry, findings)), indexPage(families, findings), messagesPage(findings)];
}

function findingPage(id: string, entry: Entry, findings: Findings): Page {
  const path = `findings/${id}.html`;
  const renderer = markdown((code) => (code !== id && code in findings ? `${code}.html` : null));
  const {title, summary} = entry;
  const related = Object.entries(findings).filter(([other, {family}]) => other !== id && family === entry.family);
  const more = moreOf[id];
  return {
    path,
    title: entry.search.title,
    description: entry.search.text,
    data: (address, here) => [article(title, entry.search.text), ...(address === null || here === null ? [] : [trail(address, title, here)])],
    body: `<p class="trail"><a href="./">Findings</a></p>
<h1>${renderer.renderInline(title)}</h1>
<p class="facts"><span class="severity ${entry.severity}">${severities[entry.severity]}</span> <code>${id}</code>
  <span>${confidences[entry.confidence]}</span> <a href="#check">Check your file</a></p>
<div class="summary">${renderer.render(summary)}</div>
${more === undefined ? '' : `<p class="more">More on this: <a href="${more.path}">${more.title}</a></p>`}
${withHeadingIds(renderer.render(entry.markdown))}
${checkBox(path, 'Is this what your file has?')}
<nav class="related" aria-labelledby="related-title">
  <h2 id="related-title">Of the same kind</h2>
  <ul>
${related.map(([other, {title: text}]) => `    <li><a href="${other}.html">${renderer.renderInline(text)}</a></li>`).join('\n')}
  </ul>
</nav>`,
  };
}

function indexPage(families: Catalogue['families'], findings: Findings): Page {
  const path = 'findings/index.html';
  const description = 'Empty, cut, mangled, misnamed, unsafe: one page for each finding, with the exact error texts, the proof and the fix per Keras version.';
  const renderer = markdown(() => null);
  const row = (id: string) => {
    const entry = findings[id];
    if (entry === undefined) return '';
    return `<li><a href="${id}.html">${renderer.renderInline(entry.title)}</a>
    <p class="facts"><span class="severity ${entry.severity}">${severities[entry.severity]}</span> <code>${id}</code></p></li>`;
  };
  const lists = families.map(({title, findings: ids}) => `<h2>${escapeHtml(title)}</h2>\n<ul class="list">${ids.map(row).join('')}</ul>`);
  return {
    path,
    title: 'Everything that can be wrong with a Keras weight file (.h5, .keras)',
    description,
    data: () => [article('Everything that can be wrong with a Keras weight file', description)],
    body: `<h1>Everything that can be wrong with a Keras weight file</h1>
<p class="summary">One page for each thing that Weighbridge says about a file: what it means, why it happens, how it is proven, how to fix it.
Names and numbers in the titles are examples. You have an error message? <a href="messages.html">Look it up</a>.</p>
${withHeadingIds(lists.join('\n'))}
${checkBox(path, 'Which of them is it?')}`,
  };
}

interface Message {
  readonly id: string;
  readonly says: string[];
  readonly fields: Record<string, string>;
}

/** As core/messages/answer_message.cc has it for the page. */
const placeholders: Record<string, string> = {'{{weigh}}': 'drop the file here', '{{Weigh}}': 'Drop the file here', '{{table}}': 'the table of layers here', '{{class}}': 'Name'};

/** The sections of core/messages/messages.md; scripts/gen-messages checks their form. */
function knownMessages(): Message[] {
  return read('core/messages/messages.md').split(/^## /m).slice(1).map((section) => {
    const [id = '', ...lines] = section.split('\n').filter((line) => line.trim() !== '');
    const pairs = lines.map((line) => /^(\w+): (.*)$/.exec(line)).filter((match) => match !== null);
    return {
      id: id.trim(),
      says: pairs.filter(([, key]) => key === 'Says').map(([, , value = '']) => value.replace(/^`|`$/g, '')),
      fields: Object.fromEntries(pairs.filter(([, key]) => key !== 'Says' && key !== 'Whole').map(([, key = '', value = '']) => [key, value.replace(/\{\{\w+\}\}/g, (name) => placeholders[name] ?? name)])),
    };
  });
}

/** Anything may stand for a star, and follow a text that ends within a sentence. */
const shownMessage = (text: string): string => `${text.replaceAll('*', '…')}${/[.!?:)\]'"]$/.test(text) ? '' : ' …'}`;

function messagesPage(findings: Findings): Page {
  const path = 'findings/messages.html';
  const renderer = markdown((code) => (code in findings ? `${code}.html` : null));
  const messages = knownMessages();
  const sections = messages.map(({id, says, fields}) => {
    const causes = (fields['Causes'] ?? '').split(/,\s*/).filter((cause) => cause in findings);
    return `<section class="message" id="${id}">
  <h2>${says.map((text) => `<code>${escapeHtml(shownMessage(text)).replaceAll('…', '<i>…</i>')}</code>`).join('<br>')}</h2>
  <p class="facts">${renderer.renderInline(fields['By'] ?? '')}</p>
  <p>${renderer.renderInline(fields['Means'] ?? '')}</p>
  <p><b>What to check:</b> ${renderer.renderInline(fields['Check'] ?? '')}</p>
  ${causes.length === 0 ? '' : `<p><b>What the file may have:</b></p>\n  <ul>${causes.map((cause) => `<li><a href="${cause}.html">${renderer.renderInline(findings[cause]?.title ?? cause)}</a></li>`).join('')}</ul>`}
</section>`;
  });
  return {
    path,
    title: 'Keras load_weights and load_model error messages, and what they mean',
    description: 'The exact texts that Keras, tf.keras and h5py print while saving and loading weights: what each means, what to check, what the file may have.',
    data: () => [questions(messages.map(({says, fields}) => ({asked: shownMessage(says[0] ?? ''), answer: `${fields['Means'] ?? ''} ${fields['Check'] ?? ''}`})))],
    body: `<p class="trail"><a href="./">Findings</a></p>
<h1>Error messages of Keras and h5py, and what they mean</h1>
<p class="summary">The texts that come up while weights are saved or loaded, as they are printed. <i>…</i> stands for a name, a number or a path. Look for
yours with your browser’s search, or paste it below.</p>
${sections.join('\n')}
${checkBox(path, 'Weigh the file, or paste the message: “I have an error message” looks for it.')}`,
  };
}
