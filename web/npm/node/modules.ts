// The package's WebAssembly modules under Node, compiled once each.

import {readFile} from 'node:fs/promises';

// Not new URL(literal, ...): a bundler would take that for a file to copy.
const folder = '../dist/';

const compiled = new Map<string, Promise<WebAssembly.Module>>();

export function compile(name: string): Promise<WebAssembly.Module> {
  const before = compiled.get(name);
  if (before !== undefined) return before;
  const module = readFile(new URL(folder + name, import.meta.url)).then((bytes) => WebAssembly.compile(bytes));
  compiled.set(name, module);
  module.catch(() => compiled.delete(name));
  return module;
}

export function forgetModules(): void {
  compiled.clear();
}
