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

/** What both factories are given of it: a module that is compiled already, instead of an address. */
export function instantiate(module: WebAssembly.Module): (imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => WebAssembly.Exports) => WebAssembly.Exports {
  return (imports, receive) => receive(new WebAssembly.Instance(module, imports));
}

export function forgetModules(): void {
  compiled.clear();
}
