// @ts-check
/** What `lightning/navigation` re-exports. The shell owns the history (shell/router). */
import { addressOf, currentPage, go, onPage } from 'shell/router';

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

/** @param {any} Base a component class */
export const NavigationMixin = (Base) =>
  class extends Base {
    /** @param {object} page @param {boolean} [replace] */
    [Navigate](page, replace) {
      go(page, replace);
    }
    /** @param {object} page */
    [GenerateUrl](page) {
      return Promise.resolve(addressOf(page));
    }
  };
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;

/** @param {any} context @param {object} page @param {boolean} [replace] */
export const navigate = (context, page, replace) => go(page, replace);
/** @param {any} context @param {object} page */
export const generateUrl = (context, page) => addressOf(page);

/** Wire adapter: the page reference of the page that stands. */
export class CurrentPageReference {
  /** @param {(value: object) => void} emit */
  constructor(emit) {
    this.emit = emit;
  }
  connect() {
    this.emit(currentPage());
    this.stop = onPage((page) => this.emit(page));
  }
  update() {}
  disconnect() {
    this.stop?.();
  }
}

/** Wire adapter: a context to hand to navigate(). */
export class NavigationContext {
  /** @param {(value: object) => void} emit */
  constructor(emit) {
    emit({});
  }
  connect() {}
  update() {}
  disconnect() {}
}
