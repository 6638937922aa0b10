// What the page uses of <weigh-bridge>.

import type {WeighBridge} from '../element/box/weigh-bridge.js';

export type Bridge = Pick<WeighBridge, 'weigh' | 'take' | 'theme' | 'keras' | 'busy' | 'reveal' | 'reports' | 'showReport'> & HTMLElement;
