import type {LoadContext, Plugin} from '@docusaurus/types';

export interface WeighbridgeOptions {
  /** Where the link leads that stands there where the box cannot be; else to the box's own page. */
  link?: string;
  linkText?: string;
}

export default function weighbridge(context: LoadContext, options: WeighbridgeOptions): Plugin;

declare module '@theme/Weighbridge' {
  import type {ReactNode} from 'react';

  export interface Props {
    /** Else as the site is, light or dark. */
    readonly theme?: 'auto' | 'light' | 'dark';
    /** When the engine is loaded: once the box is near the screen (`near`, the default), with the first file (`none`), at once (`auto`). */
    readonly preload?: 'near' | 'none' | 'auto';
    readonly compact?: boolean;
    /** Which Keras your readers have, such as `3.10` or `tf.keras 2.15`: what to do is told for it first. */
    readonly keras?: string;
    /** Any CSS length: the box is so high and scrolls. Else it is as high as its content. */
    readonly height?: string | number;
    readonly link?: string;
    /** The text of the link. */
    readonly children?: ReactNode;
  }
  export default function Weighbridge(props: Props): ReactNode;
}
