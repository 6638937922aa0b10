// The package as a reader's own site uses it: the element, and the engine without it.
import {weighJson} from 'weighbridge';
import 'weighbridge/element';

document.addEventListener('weigh-alone', (event) => {
  void weighJson((event as CustomEvent<File>).detail).then((json) => {
    const output = document.querySelector('output');
    if (output !== null) output.textContent = json;
  });
});
