// Markdown of the project to HTML of the site, with markdown-it: findings link to each other, code can be scrolled by keyboard.

import MarkdownIt from 'markdown-it';

/** `linkFor` says where a piece of inline code leads when it is the name of something with a page of its own. */
export function markdown(linkFor: (code: string) => string | null): MarkdownIt {
  const renderer = new MarkdownIt({html: false, linkify: false, typographer: false});

  renderer.renderer.rules['fence'] = (tokens, index) => {
    const token = tokens[index];
    if (token === undefined) return '';
    const language = token.info.trim();
    return `<div class="code"><pre tabindex="0"${language === '' ? '' : ` data-language="${renderer.utils.escapeHtml(language)}"`}><code>${renderer.utils.escapeHtml(token.content.trimEnd())}</code></pre></div>\n`;
  };
  renderer.renderer.rules['table_open'] = () => '<div class="wide" tabindex="0" role="region" aria-label="Table"><table>\n';
  renderer.renderer.rules['table_close'] = () => '</table></div>\n';

  renderer.core.ruler.push('link-names', (state) => {
    for (const block of state.tokens) {
      if (block.type !== 'inline' || block.children === null) continue;
      let inside = 0;
      block.children = block.children.flatMap((token) => {
        inside += token.type === 'link_open' ? 1 : token.type === 'link_close' ? -1 : 0;
        if (token.type === 'link_open') token.attrSet('href', String(token.attrGet('href')).replace(/\.md(?=$|#)/, '.html'));
        const target = inside === 0 && token.type === 'code_inline' ? linkFor(token.content) : null;
        if (target === null) return [token];
        const open = new state.Token('link_open', 'a', 1);
        open.attrSet('href', target);
        return [open, token, new state.Token('link_close', 'a', -1)];
      });
    }
  });
  return renderer;
}

/** Headings get ids to link to, made of their text; the second of the same text gets a number. */
export function withHeadingIds(html: string): string {
  const taken = new Map<string, number>();
  return html.replace(/<h([23])>(.*?)<\/h\1>/g, (_, level: string, inner: string) => {
    const name = inner.replace(/<[^>]*>|&\w+;/g, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    return `<h${level} id="${times === 1 ? name : `${name}-${times}`}">${inner}</h${level}>`;
  });
}

/** Text of one line of Markdown, for titles and descriptions. */
export const plain = (line: string): string => line.replaceAll('`', '').replace(/\*\*?/g, '').replace(/\s+/g, ' ').trim();
