/* eslint-disable @lwc/lwc/no-document-query -- no component: puts the first one into the document */
// The order matters: synthetic shadow patches the DOM before the engine reads it.
import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import App from 'shell/app';

const root = document.getElementById('app');
root.replaceChildren(createElement('shell-app', { is: App }));
