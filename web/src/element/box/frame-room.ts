// How wide the box is, known at any time without having the page laid out for it.

import type {ReactiveControllerHost} from 'lit';

import {OwnSize} from '../own-size.js';
import {remOf, type Room} from '../table/geometry.js';

export class FrameRoom {
  now: Room | null = null;

  constructor(element: ReactiveControllerHost & Element) {
    new OwnSize(element, ([entry]) => {
      const width = entry?.contentRect.width ?? 0;
      this.now = width > 0 ? {width, rem: remOf(document)} : null;
    });
  }
}
