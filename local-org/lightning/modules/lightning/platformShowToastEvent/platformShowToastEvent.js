// @ts-check
/** Lightning Experience listens for this name; the shell turns it into a toast. */
export const ShowToastEventName = 'lightning__showtoast';
export class ShowToastEvent extends CustomEvent {
  /** @param {{ title?: string, message?: string, messageData?: unknown[], variant?: string, mode?: string }} detail */
  constructor(detail) {
    super(ShowToastEventName, { bubbles: true, composed: true, cancelable: true, detail });
  }
}
