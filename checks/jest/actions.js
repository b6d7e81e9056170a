/** Stands in for lightning/actions, which the Jest stubs leave out: the event that closes a quick action's window. */
export class CloseActionScreenEvent extends CustomEvent {
  constructor() {
    super('lightning__actionsclosescreen', { bubbles: true, composed: true });
  }
}
