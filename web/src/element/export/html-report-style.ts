// What a saved page needs beside the styles of the parts it is made of.

export const reportStyle = `
:root { color-scheme: light dark; background: var(--wb-paper); }
body { margin: 0; color: var(--wb-ink); font: 1rem/1.5 var(--wb-sans); }
main { container-type: inline-size; max-width: 70rem; margin: 0 auto; padding: clamp(0.75rem, 3vw, 2.5rem); }
pre.code { margin: 0.4rem 0 0.8rem; padding: 0.9rem 1rem; overflow-x: auto; border: 1px solid var(--wb-line); border-radius: 6px; background: var(--wb-sunk); font: 0.875rem/1.55 var(--wb-mono); white-space: pre-wrap; overflow-wrap: anywhere; }
.wide { overflow-x: auto; border: 1px solid var(--wb-line); border-radius: 8px; background: var(--wb-card); }
.layers { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
.layers :is(th, td) { padding: 0.45rem 0.75rem; border-top: 1px solid var(--wb-line); text-align: start; vertical-align: top; font-weight: 400; }
.layers thead th { border-top: 0; background: var(--wb-sunk); color: var(--wb-muted); font-size: 0.8125rem; font-weight: 600; }
.layers tbody th { font-weight: 600; }
.layers .tensor { font-size: 0.875rem; background: var(--wb-sunk); }
.layers .tensor td:nth-child(2) { padding-inline-start: 2rem; }
.layers .number { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
.layers :is(.missing, .unreadable) { --tone: var(--wb-damaged); }
.layers .container { --tone: var(--wb-not-weights); }
.fix + .fix { margin-top: 0.5rem; }
summary { display: none; }
@media print {
  :root { color-scheme: light; }
  main { max-width: none; padding: 0; }
  tr { break-inside: avoid; }
}
`;
