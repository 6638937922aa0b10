// Writes the pages that are made of Markdown (findings, error messages, why-empty, guides), as plain HTML that reads without JavaScript.

import {fileURLToPath} from 'node:url';

import type {Plugin, ViteDevServer} from 'vite';

import {siteAddress} from './address.js';
import {findingPages, type Page} from './findings.js';
import {framed, header, headTags, themeTag} from './frame.js';
import {policyOfFile} from './policy.js';
import {guidePages} from './guides.js';
import {application} from './structured-data.js';
import {whyEmptyPage} from './why-empty.js';

const index = fileURLToPath(new URL('../index.html', import.meta.url));
export const articleScript = fileURLToPath(new URL('../src/app/article.ts', import.meta.url));

export const allPages = (): Page[] => [whyEmptyPage(), ...guidePages(), ...findingPages()];

/** The whole page. */
export function html(page: Page, scripts: readonly string[], styles: readonly string[]): string {
  return framed({...page, scripts, styles, policy: policyOfFile(index), address: siteAddress()});
}

/** The start page, with what the others get from framed(). */
export function withHead(text: string): string {
  return text.replace('<!-- site:theme -->', themeTag('index.html')).replace('<!-- site:head -->', () => {
    const title = /<title>(.*?)<\/title>/.exec(text)?.[1] ?? '';
    const description = /name="description"\s+content="(.*?)"/.exec(text)?.[1] ?? '';
    return headTags({path: 'index.html', title, description, data: () => [application('Weighbridge', description)]}, siteAddress());
  });
}

/** After Vite, which would take the addresses in it for files to build. */
const headOfStart: Plugin = {
  name: 'weighbridge-head-of-start',
  transformIndexHtml: {
    order: 'post',
    handler: withHead,
  },
};

export function pages(): Plugin[] {
  return [headOfStart, staticPages];
}

const staticPages: Plugin = {
  name: 'weighbridge-pages',

  // The start page has the same header.
  transformIndexHtml: {
    order: 'pre',
    handler: (text, {filename}) => (filename === index ? text.replace('<!-- site:header -->', header('index.html')) : text),
  },

  generateBundle(_, bundle) {
    const article = Object.values(bundle).find((item) => item.type === 'chunk' && item.facadeModuleId === articleScript);
    if (article?.type !== 'chunk') throw new Error('the script of the pages was not built');
    const styles = [...(article.viteMetadata?.importedCss ?? [])];
    for (const page of allPages()) {
      this.emitFile({type: 'asset', fileName: page.path, source: html(page, [article.fileName], styles)});
    }
  },

  configureServer(server: ViteDevServer) {
    server.middlewares.use((request, response, next) => {
      const path = decodeURIComponent(request.url ?? '').replace(/^\/|[?#].*$/g, '').replace(/\/$/, '/index.html');
      const page = path === '' || path === 'index.html' ? undefined : allPages().find((candidate) => candidate.path === path);
      if (page === undefined) return next();
      server.transformIndexHtml(request.url ?? '', html(page, ['src/app/article.ts'], [])).then(
        (text) => response.setHeader('content-type', 'text/html').end(text),
        next,
      );
    });
  },
};
