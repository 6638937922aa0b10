// What a page says of itself to machines (schema.org, as JSON-LD). Only what the page itself says, in the same words: a page about a finding
// is an article and no HowTo, because its fixes are alternatives by version and not steps of one course.

import {plain} from './markdown.js';

export interface Question {
  readonly asked: string;
  readonly answer: string;
}

export type Thing = Readonly<Record<string, unknown>>;

const ofEveryPage = {inLanguage: 'en', isAccessibleForFree: true};
const keras = {'@type': 'SoftwareApplication', name: 'Keras', applicationCategory: 'DeveloperApplication'};

export const application = (name: string, description: string): Thing => ({
  '@type': 'WebApplication',
  name,
  description,
  ...ofEveryPage,
  applicationCategory: 'DeveloperApplication',
  operatingSystem: 'Any',
  browserRequirements: 'Requires JavaScript and WebAssembly',
});

export const article = (headline: string, description: string): Thing => ({
  '@type': 'TechArticle',
  headline: plain(headline),
  description,
  about: keras,
  isPartOf: {'@type': 'WebSite', name: 'Weighbridge'},
  ...ofEveryPage,
});

export const questions = (asked: readonly Question[]): Thing => ({
  '@type': 'FAQPage',
  inLanguage: 'en',
  mainEntity: asked.map(({asked: name, answer}) => ({'@type': 'Question', name: plain(name), acceptedAnswer: {'@type': 'Answer', text: plain(answer)}})),
});

/** From the list of findings to one of them; a trail needs whole addresses. */
export const trail = (address: string, name: string, here: string): Thing => ({
  '@type': 'BreadcrumbList',
  itemListElement: [
    {'@type': 'ListItem', position: 1, name: 'Findings', item: `${address}findings/`},
    {'@type': 'ListItem', position: 2, name: plain(name), item: here},
  ],
});

/** Data and no script: no policy forbids it. A "<" in it could end the element. */
export const dataTag = (things: readonly Thing[]): string =>
  `<script type="application/ld+json">${JSON.stringify({'@context': 'https://schema.org', '@graph': things}).replaceAll('<', '\\u003c')}</script>`;
