import { LightningElement, track } from 'lwc';
import Toast from 'shell/toast';
import { boot } from 'shell/boot';
import { currentPage, goTo, onPage } from 'shell/router';

/** The frame of every page: ribbon, header, navigation, the page itself; toasts and in-app links. */
export default class App extends LightningElement {
  @track page = currentPage();
  announcement = '';
  moved = false;

  connectedCallback() {
    onPage((page) => {
      this.page = page;
      this.moved = true;
    });
    window.addEventListener('lightning__showtoast', showToast, true);
    window.addEventListener('click', followLink);
  }

  skip(event) {
    event.preventDefault();
    this.refs.main.focus();
  }

  search() {
    goTo('/lightning/search');
  }

  /** A page says what it is once it knows. The title holds object labels and record codes, never more. */
  setTitle({ detail }) {
    document.title = `${detail} | ${boot.app.label}`;
    if (!this.moved) return;
    this.moved = false;
    this.announcement = detail;
    this.refs.main.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}

/** lightning/toastContainer listens for the same event with another detail: the platform's is taken first. */
function showToast(event) {
  if (event.detail?.toast || event.detail?.label) return;
  event.stopImmediatePropagation();
  const { title, message, messageData, variant = 'info', mode = 'dismissible' } = event.detail;
  const { text, links } = fill(message, messageData);
  Toast.show(
    { label: title, message: text, messageLinks: links, variant, mode: mode === 'dismissable' ? 'dismissible' : mode },
    document.body
  );
}

/** Puts texts in place of {0}, {1} … and leaves links to the toast. */
function fill(message = '', data = []) {
  const links = {};
  data.forEach((part, index) => {
    if (typeof part !== 'string') links[index] = part;
  });
  const text = message.replace(/\{(\d+)\}/g, (whole, index) => (typeof data[index] === 'string' ? data[index] : whole));
  return { text, links: Object.keys(links).length ? links : undefined };
}

/** Links to pages of the app change the page without loading the document. */
function followLink(event) {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (!link || link.target === '_blank' || !link.getAttribute('href')?.startsWith('/lightning/')) return;
  event.preventDefault();
  goTo(link.getAttribute('href'));
}
