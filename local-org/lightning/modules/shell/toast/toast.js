import Toast from 'lightning/toast';

/**
 * A toast that gives the keyboard back before it goes. The base component lets it go while it may still hold the focus, and for
 * a moment leaves places that Tab can reach inside a container that is already hidden from screen readers.
 */
export default class ShellToast extends Toast {
  cameFrom = null;

  connectedCallback() {
    super.connectedCallback();
    this.cameFrom = withFocus();
  }

  close() {
    if (this._isFocused) {
      if (this.cameFrom?.isConnected) this.cameFrom.focus();
      else withFocus().blur();
    }
    super.close();
  }
}

function withFocus() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}
