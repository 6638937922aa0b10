// Colours, type and the few shared shapes. Every part of the element takes these; custom properties are inherited through the
// shadow roots, so that a host page may override any --wb-* on <weigh-bridge>.

import {css} from 'lit';

export const tokens = css`
  /* No color-scheme without a theme: light-dark() then follows the host page's own. */
  :host {
    --wb-paper: light-dark(#f5f2ea, #12171c);
    --wb-card: light-dark(#fffefb, #1a2127);
    --wb-sunk: light-dark(#efebe0, #141a1f);
    --wb-ink: light-dark(#1b2730, #ece7db);
    --wb-muted: light-dark(#57626a, #a3adb3);
    --wb-line: light-dark(#dcd6c6, #303a42);
    --wb-strong-line: light-dark(#88908f, #6d7a83);
    --wb-accent: light-dark(#8a5200, #f0b249);
    --wb-link: light-dark(#0b5aa8, #7cc0ff);
    --wb-stripe: light-dark(#e2a52f, #d2962a);
    --wb-stripe-dark: light-dark(#2b353c, #0c1013);
    --wb-focus: light-dark(#0b62b8, #7cc0ff);
    --wb-filled: light-dark(#1d6b3f, #74cf98);
    --wb-partly: light-dark(#8a5200, #f0b249);
    --wb-empty: light-dark(#a3301d, #ff9d88);
    --wb-damaged: light-dark(#8b1f55, #f79ac6);
    --wb-not-weights: light-dark(#475a6b, #a9bdce);
    --wb-sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif;
    --wb-serif: Charter, 'Bitstream Charter', 'Iowan Old Style', 'Palatino Linotype', 'Source Serif 4', Georgia, 'DejaVu Serif', serif;
    --wb-mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  /* The reader's own few colours: the drawings and what is chosen must follow them too, which the browser does for text and boxes only. */
  @media (forced-colors: active) {
    :host {
      --wb-paper: Canvas;
      --wb-card: Canvas;
      --wb-sunk: Canvas;
      --wb-ink: CanvasText;
      --wb-muted: CanvasText;
      --wb-line: GrayText;
      --wb-strong-line: CanvasText;
      --wb-accent: CanvasText;
      --wb-link: LinkText;
      --wb-stripe: Highlight;
      --wb-stripe-dark: Canvas;
      --wb-focus: Highlight;
      --wb-filled: CanvasText;
      --wb-partly: CanvasText;
      --wb-empty: CanvasText;
      --wb-damaged: CanvasText;
      --wb-not-weights: CanvasText;
    }
  }
`;

export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
    overflow-wrap: break-word; /* file names and paths have no spaces */
  }
  :host([hidden]) {
    display: none;
  }
  :focus-visible {
    outline: 2px solid var(--wb-focus);
    outline-offset: 2px;
  }
  h2,
  h3,
  p,
  ul,
  dl,
  dd,
  pre {
    margin: 0;
  }
  ul {
    padding: 0;
    list-style: none;
  }
  code {
    font-family: var(--wb-mono);
    font-size: 0.9em;
    overflow-wrap: anywhere;
  }
  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .muted {
    color: var(--wb-muted);
  }
  .filled {
    --tone: var(--wb-filled);
  }
  .partly-empty {
    --tone: var(--wb-partly);
  }
  .empty {
    --tone: var(--wb-empty);
  }
  .damaged {
    --tone: var(--wb-damaged);
  }
  .not-weights {
    --tone: var(--wb-not-weights);
  }
  a {
    color: var(--wb-link);
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  .button {
    display: inline-flex;
    align-items: center;
    gap: 0.45em;
    min-height: 2.25rem;
    padding: 0.3rem 0.85rem;
    border: 1px solid var(--wb-strong-line);
    border-radius: 6px;
    background: var(--wb-card);
    text-decoration: none;
    color: var(--wb-ink);
    transition: background-color 120ms;
  }
  .button:hover {
    background: color-mix(in srgb, var(--wb-ink) 7%, var(--wb-card));
  }
  .button.main {
    border-color: var(--wb-ink);
    background: var(--wb-ink);
    color: var(--wb-card);
    font-weight: 600;
  }
  .button.main:hover {
    background: color-mix(in srgb, var(--wb-ink) 86%, var(--wb-card));
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition: none !important;
      animation: none !important;
    }
  }
`;

/** A state in a word, with a sign that does not rest on colour. */
export const chips = css`
  .chip,
  .chip-like {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    padding: 0.1em 0.6em 0.1em 0.45em;
    border: 1px solid color-mix(in srgb, var(--tone, var(--wb-muted)) 45%, transparent);
    border-radius: 999px;
    background: color-mix(in srgb, var(--tone, var(--wb-muted)) 9%, transparent);
    color: var(--tone, var(--wb-muted));
    font-size: 0.8125rem;
    font-weight: 600;
    line-height: 1.4;
    white-space: nowrap;
  }
  :is(.chip, .chip-like) svg {
    width: 0.85em;
    height: 0.85em;
    flex: none;
  }
`;

/** For the drawings of icons.ts. */
export const drawing = css`
  .truck .deck,
  .truck .leg {
    fill: none;
    stroke: var(--wb-muted);
    stroke-width: 3;
    stroke-linecap: round;
  }
  .truck .body {
    fill: var(--wb-ink);
  }
  .truck .window {
    fill: var(--wb-card);
  }
  .truck .wheel {
    fill: var(--wb-ink);
    stroke: var(--wb-card);
    stroke-width: 2;
  }
  .truck .hub {
    fill: var(--wb-card);
  }
  .truck .load {
    fill: currentColor;
  }
  .truck .strap {
    stroke: var(--wb-card);
    stroke-width: 1.5;
    opacity: 0.75;
  }
  .truck .gap {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-dasharray: 3 2.6;
  }
  .truck :is(.query, .bolt) {
    fill: none;
    stroke: currentColor;
    stroke-width: 4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .truck .bolt {
    stroke-width: 2.5;
  }
`;
