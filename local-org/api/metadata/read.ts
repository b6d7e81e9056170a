import { OBJECT_PARTS, packageType } from '../../deploy/catalogue.ts';
import { componentsIn, filesOf, findComponent } from '../../deploy/inventory.ts';
import type { Known } from '../../deploy/inventory.ts';
import { objectFile } from '../../deploy/retrieve.ts';
import type { Org } from '../../org.ts';
import { element } from '../soap/xml.ts';

/** @returns a `records` element for each component; one that is not there is an empty element. */
export function readComponents(org: Org, type: string, fullNames: readonly string[]): string {
  const all = componentsIn(org.metadata);
  return fullNames.map((fullName) => recordOf(all, type, fullName)).join('');
}

function recordOf(all: ReadonlyMap<string, Known>, type: string, fullName: string): string {
  const known = findComponent(all, type, fullName);
  const isPart = (root: string): boolean => OBJECT_PARTS.some(([, part]) => part === root);
  const parts =
    type === 'CustomObject' ? [...all.values()].filter((each) => isPart(each.root) && each.fullName.startsWith(`${fullName}.`)) : [];
  if (!known && parts.length === 0) return '<records xsi:nil="true"/>';
  if (type === 'CustomObject') return record(type, fullName, objectFile([...(known ? [known] : []), ...parts]).toString('utf8'));
  const files = [...filesOf(known!)];
  const xml = files.find(([path]) => files.length === 1 || path.endsWith('-meta.xml'))?.[1].toString('utf8') ?? '';
  const content = ['ApexClass', 'ApexTrigger', 'StaticResource'].includes(known!.root) ? files[0]![1].toString('base64') : null;
  return record(packageType(known!.root), known!.fullName, xml, content);
}

/** The file's own elements, under the name that the API gives the component. */
function record(type: string, fullName: string, file: string, content: string | null = null): string {
  const inner =
    /<\w+(?:\s[^>]*[^/])?>([\s\S]*)<\/\w+>\s*$/.exec(file.replace(/<\?xml[^>]*\?>/, '').replace(/<!--[\s\S]*?-->/g, ''))?.[1] ?? '';
  const own = inner
    .replace(/^\s*<fullName>[^<]*<\/fullName>/, '')
    .replace(/\n\s*<fullName>[^<]*<\/fullName>(?=\s*\n)/, (found) => (type === 'CustomObject' ? found : ''));
  return `<records xsi:type="${type}">${element('fullName', fullName)}${content === null ? '' : element('content', content)}${own}</records>`;
}
