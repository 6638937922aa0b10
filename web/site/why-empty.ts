// why-empty.html, of docs/why-empty.md: the three classic cases and a fourth, with the example files to try in the box below.

import {readFileSync} from 'node:fs';

import {checkBox} from './frame.js';
import type {Page} from './findings.js';
import {markdown, withHeadingIds} from './markdown.js';
import {article, questions} from './structured-data.js';

const description =
  'Saved before the model was called, a custom layer without add_weight, a subclassed model after summary(): what each Keras version writes, measured.';
const examplesFolder = '../web/public/examples/';

export function whyEmptyPage(): Page {
  const path = 'why-empty.html';
  const {findings} = JSON.parse(readFileSync(new URL('../src/gen/catalogue.json', import.meta.url), 'utf8')) as {findings: object};
  const renderer = markdown((code) => (code in findings ? `findings/${code}.html` : null));
  const [, title, text] = /^# (.*)\n([^]*)$/.exec(readFileSync(new URL('../../docs/why-empty.md', import.meta.url), 'utf8')) ?? [];
  if (title === undefined || text === undefined) throw new Error('docs/why-empty.md has another form');
  // The answer in two sentences: the one in bold, and the one that begins below it.
  const [, cause, cure] = /^\*\*(.*?)\*\*\n\n(So the cure .*?)\n/ms.exec(text) ?? [];
  if (cause === undefined || cure === undefined) throw new Error('docs/why-empty.md does not begin with its answer');
  const body = withHeadingIds(renderer.render(text))
    // An example is weighed in the box; without a script the link gives the file.
    .replace(new RegExp(`<a href="${examplesFolder}([^"]*)">`, 'g'), '<a class="example" download data-example="$1" href="examples/$1">')
    // The states in the table stand out by a mark as well as by colour.
    .replace(/<td>(empty|error|full|not measured)<\/td>/g, (_, state: string) => `<td class="${state.replace(' ', '-')}">${state}</td>`);
  return {
    path,
    title: 'Why is my Keras weights file empty? .h5, .weights.h5 and .keras',
    description: description,
    data: () => [article(title, description), questions([{asked: title, answer: `${cause} ${cure}`}])],
    body: `<h1>${title}</h1>\n${body}\n${checkBox(path, 'Is it one of these?')}`,
  };
}
