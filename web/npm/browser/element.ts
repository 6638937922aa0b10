// The types of weighbridge/element; its code is src/element/define.ts.

import type {WeighBridgeElement} from '../../src/element/host-api.js';

export type * from '../../src/element/host-api.js';

declare global {
  interface HTMLElementTagNameMap {
    'weigh-bridge': WeighBridgeElement;
  }
}
