// python.html, notebooks.html and ci.html, of the pages of the same names in docs/: how to use it away from the page.

import {readFileSync} from 'node:fs';

import {checkBox} from './frame.js';
import type {Page} from './findings.js';
import {markdown, withHeadingIds} from './markdown.js';
import {article} from './structured-data.js';

interface Guide {
  readonly name: string;
  /** What the site's frame calls it. */
  readonly label: string;
  readonly title: string;
  readonly description: string;
}

export const guides: readonly Guide[] = [
  {
    name: 'python',
    label: 'In Python',
    title: 'Check a Keras .h5 or .keras file in Python, without Keras',
    description: 'pip install weighbridge, then weigh("model.weights.h5"): is it loaded or empty, why, and what to do. No Keras, no TensorFlow, no NumPy.',
  },
  {
    name: 'notebooks',
    label: 'In notebooks',
    title: 'See in Jupyter or Colab whether a Keras .h5 file is empty',
    description: 'A card in the notebook says whether a .weights.h5 or .keras file is loaded or empty, why, and what an error of load_weights means.',
  },
  {
    name: 'ci',
    label: 'In CI',
    title: 'Fail the build when a Keras .h5 or .keras file is empty',
    description: 'GitHub Actions, GitLab, pre-commit and pytest: an empty or damaged .weights.h5, .h5 or .keras file fails the build and says why.',
  },
];

const names = guides.map(({name}) => name).join('|');
const comments = /<!--[^]*?-->\n?/g;
/** What is no page of the site is named, and not linked: where the sources lie is not known here, and the site names no other host. */
const outside = new RegExp(`<a href="(?!(?:${names}|why-empty)\\.html|findings/|#)[^"]*">([^]*?)</a>`, 'g');

export const guidePages = (): Page[] => guides.map(guidePage);

function guidePage({name, title, description}: Guide): Page {
  const path = `${name}.html`;
  const {findings} = JSON.parse(readFileSync(new URL('../src/gen/catalogue.json', import.meta.url), 'utf8')) as {findings: object};
  const renderer = markdown((code) => (code in findings ? `findings/${code}.html` : null));
  const [, heading, text] = /^# (.*)\n([^]*)$/.exec(readFileSync(new URL(`../../docs/${path.replace('.html', '.md')}`, import.meta.url), 'utf8')) ?? [];
  if (heading === undefined || text === undefined) throw new Error(`docs/${name}.md has another form`);
  const body = withHeadingIds(renderer.render(text.replace(comments, ''))).replace(outside, '$1');
  return {
    path,
    title,
    description,
    data: () => [article(heading, description)],
    body: `<h1>${heading}</h1>\n${body}\n${checkBox(path, 'Or look at it here.')}`,
  };
}
