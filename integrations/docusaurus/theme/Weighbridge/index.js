// <Weighbridge />: the <weigh-bridge> element with a plain link in it. Rendered on the server it is just that; the script in the page's
// head then makes it the box, before React wakes up and even if it never does.

import {createElement} from 'react';

import Head from '@docusaurus/Head';
import {usePluginData} from '@docusaurus/useGlobalData';
import useBaseUrl from '@docusaurus/useBaseUrl';

export default function Weighbridge({theme, preload, compact, height, link, children, ...others}) {
  const data = usePluginData('docusaurus-plugin-weighbridge');
  const element = useBaseUrl(data.element);
  const target = useBaseUrl(link ?? data.link);
  const style = height === undefined ? undefined : {height, overflow: 'auto'};
  return [
    createElement(Head, {key: 'script'}, createElement('script', {type: 'module', src: element})),
    // The class gives it the distance to the next paragraph that paragraphs have.
    createElement(
      'div',
      {key: 'box', className: 'margin-bottom--md'},
      createElement(
        'weigh-bridge',
        {theme, preload, compact: compact ? true : undefined, style, ...others},
        createElement('a', {href: target}, children ?? data.linkText),
      ),
    ),
  ];
}
