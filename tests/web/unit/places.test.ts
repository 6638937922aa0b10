import {describe, expect, it} from 'vitest';

import {findingPlace, layerPlace, parsePlace} from '../../../web/src/element/places.js';

describe('places', () => {
  it.each(['layers/dense', 'a b/ü&=#?"<', '..', 'finding=x'])('come back as they were: %s', (path) => {
    expect(layerPlace(path)).toMatch(/^layer=[^#&?"<> ]*$/);
    expect(parsePlace(`#${layerPlace(path)}`)).toEqual({kind: 'layer', path});
  });
  it('tell findings of one id apart', () => {
    expect(findingPlace('nan-weights', 1)).toBe('finding=nan-weights');
    expect(parsePlace('#finding=nan-weights')).toEqual({kind: 'finding', id: 'nan-weights', nth: 1});
    expect(parsePlace(findingPlace('nan-weights', 3))).toEqual({kind: 'finding', id: 'nan-weights', nth: 3});
  });
  it.each(['', '#', '#top', '#layer=', '#layer=%E0%A4%A', '#finding=a"b', '#finding=x:0', 'javascript:finding=x'])('are not made of anything else: %s', (text) => {
    expect(parsePlace(text)).toBeNull();
  });
});
