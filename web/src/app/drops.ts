// Drops and pastes anywhere on the page. A file dropped beside the box must not make the browser open it in place of the page.

export function wireDrops(take: (transfer: DataTransfer, pasted: boolean) => void): void {
  addEventListener('dragover', (event) => {
    event.preventDefault();
  });
  addEventListener('drop', (event) => {
    if (event.defaultPrevented) return; // the box has it
    event.preventDefault();
    if (event.dataTransfer !== null) take(event.dataTransfer, false);
  });
  addEventListener('paste', (event) => {
    if (event.defaultPrevented || event.clipboardData === null) return;
    if (event.composedPath().some((target) => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    take(event.clipboardData, true);
  });
}
