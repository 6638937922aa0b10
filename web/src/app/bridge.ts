// What the page uses of <weigh-bridge>.

import type {WeighBridge} from '../element/weigh-bridge.js';

export type Bridge = Pick<WeighBridge, 'weigh' | 'take' | 'theme' | 'busy' | 'reveal'> & HTMLElement;
