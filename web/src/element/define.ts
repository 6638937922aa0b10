// Registers <weigh-bridge> and its parts, once per document.

import {CodeBlock} from './report/code-block.js';
import {DropZone} from './box/drop-zone.js';
import {ErrorBox} from './box/error-box.js';
import {Findings} from './report/findings.js';
import {FixTabs} from './report/fix-tabs.js';
import {LayerTable} from './table/layer-table.js';
import {TensorValues} from './values/tensor-values.js';
import {WeighBridge} from './box/weigh-bridge.js';

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
