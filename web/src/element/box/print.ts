// For paper: everything open, nothing to press, dark ink on white.

import {css} from 'lit';

export const printStyles = css`
  @media print {
    :host {
      color-scheme: light !important;
    }
    weigh-bridge-drop,
    weigh-bridge-message,
    nav.files,
    .notice,
    .take,
    .scan .button {
      display: none !important;
    }
    .frame > * + * {
      margin-top: 0;
    }
    .of-values {
      min-height: 0;
    }
    .verdict,
    .ticket {
      break-inside: avoid;
    }
    .part > h2 {
      break-after: avoid;
    }
  }
`;

interface Unrollable extends Element {
  unrolled: boolean;
}

/** Opens all that is folded in `root` and in the shadow roots below it; what it returns folds it again. */
export function unfolded(root: ParentNode): () => void {
  const folds: (() => void)[] = [];
  for (const element of root.querySelectorAll('*')) {
    if (element instanceof HTMLDetailsElement && !element.open) {
      element.open = true;
      folds.push(() => (element.open = false));
    } else if ('unrolled' in element) {
      const table = element as Unrollable;
      table.unrolled = true;
      folds.push(() => (table.unrolled = false));
    }
    if (element.shadowRoot !== null && element.localName.startsWith('weigh-bridge')) folds.push(unfolded(element.shadowRoot));
  }
  return () => folds.forEach((fold) => fold());
}
