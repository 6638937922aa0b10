// Text of the report for the page: `code` between backticks, all else as it is.

import {html, type TemplateResult} from 'lit';

export function prose(text: string): (string | TemplateResult)[] {
  return text.split('`').map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : piece));
}
