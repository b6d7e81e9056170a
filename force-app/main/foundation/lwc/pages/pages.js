// @ts-check

/**
 * @param {string} recordId a family's file
 * @returns {any} where NavigationMixin finds its page; the address holds the id and never a name
 */
export function familyPage(recordId) {
  return { type: 'standard__recordPage', attributes: { recordId, objectApiName: 'Client__c', actionName: 'view' } };
}
