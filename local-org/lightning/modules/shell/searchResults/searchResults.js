import { LightningElement } from 'lwc';
import { messageOf, shellCall } from 'localorg/http';
import { currentWords, onWords } from 'shell/searchWords';

/** What the global search found, object by object. */
export default class SearchResults extends LightningElement {
  groups = [];
  problem = '';
  summary = '';

  connectedCallback() {
    this.dispatchEvent(new CustomEvent('pagetitle', { detail: 'Search Results', bubbles: true, composed: true }));
    this.stop = onWords((words) => this.find(words));
    this.find(currentWords());
  }

  disconnectedCallback() {
    this.stop?.();
  }

  async find(words) {
    Object.assign(this, { groups: [], problem: '', summary: 'Searching…' });
    if (words.trim().length < 2) {
      this.summary = 'Type at least two characters in the search box above.';
      return;
    }
    try {
      const { groups } = await shellCall('search', { words });
      this.groups = groups.map((group) => ({
        ...group,
        title: `${group.label} (${group.records.length})`,
        rows: group.records.map(rowOf)
      }));
      this.summary = groups.length === 0 ? 'Nothing found.' : 'Records you can see whose words begin like that.';
    } catch (error) {
      this.summary = '';
      this.problem = messageOf(error);
    }
  }
}

function rowOf(record) {
  const [field] = Object.values(record.fields);
  return { id: record.id, name: field?.value ?? record.id, url: `/lightning/r/${record.apiName}/${record.id}/view` };
}
