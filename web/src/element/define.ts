// Registers <weigh-bridge> and its parts, once per document.

import {CodeBlock} from './code-block.js';
import {DropZone} from './drop-zone.js';
import {ErrorBox} from './error-box.js';
import {Findings} from './findings.js';
import {FixTabs} from './fix-tabs.js';
import {LayerTable} from './layer-table.js';
import {TensorValues} from './tensor-values.js';
import {WeighBridge} from './weigh-bridge.js';

const elements: readonly (readonly [string, CustomElementConstructor])[] = [
  ['weigh-bridge-code', CodeBlock],
  ['weigh-bridge-fixes', FixTabs],
  ['weigh-bridge-findings', Findings],
  ['weigh-bridge-values', TensorValues],
  ['weigh-bridge-layers', LayerTable],
  ['weigh-bridge-drop', DropZone],
  ['weigh-bridge-message', ErrorBox],
  ['weigh-bridge', WeighBridge],
];

for (const [name, element] of elements) {
  if (customElements.get(name) === undefined) customElements.define(name, element);
}

declare global {
  interface HTMLElementTagNameMap {
    'weigh-bridge': WeighBridge;
    'weigh-bridge-drop': DropZone;
    'weigh-bridge-layers': LayerTable;
    'weigh-bridge-findings': Findings;
    'weigh-bridge-values': TensorValues;
  }
}
