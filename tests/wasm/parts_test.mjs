// The first of the module's two parts (wasm/parts) does all that the worker asks of it before the second is there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { moduleFolder, projectRoot } from './support/engine.mjs';

const { default: create } = await import(pathToFileURL(join(moduleFolder, 'weighbridge.mjs')).href);
const model = readFileSync(join(projectRoot, 'web/src/engine/warm-up.weights.h5'));
const module = new WebAssembly.Module(readFileSync(join(moduleFolder, 'weighbridge.wasm')));
const engine = await create({
  instantiateWasm: (imports, receive) => receive(new WebAssembly.Instance(module, imports)),
  readAt: (_, offset, target) => (target.set(model.subarray(offset, offset + target.length)), 0),
});
const session = new engine.Session(JSON.stringify([{ path: 'warm-up.weights.h5', id: 1, size: model.length }]), '', '');

test('the model that the engine is warmed up with is loaded, and needs the first part only', () => {
  const { verdict, layers } = JSON.parse(session.reportBefore() + session.reportAfter());
  assert.equal(verdict.state, 'filled');
  assert.deepEqual(layers, []);
  assert.equal(session.layerCount(), 2);
});

test('what is not needed for a verdict waits for the rest', () => {
  assert.throws(() => session.markdown(), { name: 'RestNeeded' });
});

test('the texts of messages are in the rest, once, and explain when it is there', () => {
  const text = 'You cannot add new elements of state (variables or sub-layers) to a layer that is already built.';
  const places = ['weighbridge.wasm', 'weighbridge-rest.wasm'].map((name) => readFileSync(join(moduleFolder, name)).toString('latin1').split(text).length - 1);
  assert.equal(places[0], 0);
  assert.ok(places[1] > 0);
  assert.throws(() => engine.explainMessage(text, 'page'), { name: 'RestNeeded' });
});

test('the parts of a report are the whole of it', () => {
  engine.addRest(new WebAssembly.Module(readFileSync(join(moduleFolder, 'weighbridge-rest.wasm'))));
  assert.equal(JSON.parse(engine.explainMessage('You cannot add new elements of state (variables or sub-layers) to a layer that is already built.', 'page')).messages[0].id, 'no-new-state');
  const before = session.reportBefore();
  const pieces = [];
  for (let piece; (piece = session.nextLayers()) !== ''; ) pieces.push(piece);
  assert.equal(before + pieces.join(',') + session.reportAfter(), session.report());
});
