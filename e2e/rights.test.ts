/** Requests about her data: an objection to a named processor, and a request for a copy up to the search. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { assertShape } from './schemas.ts';
import { choose, goTo, Stage, tabTo } from './stage.ts';
