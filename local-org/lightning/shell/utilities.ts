/** The utility bar at the foot of an app: components that stay while the pages above it change. */
import { text } from '../../metadata/xml.ts';
import type { Org } from '../../org.ts';
import { pageFor } from './pages.ts';
import type { PageComponent } from './pages.ts';

export interface Utility {
  readonly label: string;
  readonly icon: string;
  /** Works from the start, before its panel is opened. */
  readonly eager: boolean;
  readonly component: PageComponent;
}

/** Properties of the bar itself (decorators), beside those of the component. */
const OF_THE_BAR = new Set(['label', 'icon', 'eager', 'height', 'width', 'scrollable']);

/** @returns the utilities of the app that this user sees, in the page's order; none when the app has no bar. */
export function utilitiesOf(org: Org, userId: string, appName: string): Utility[] {
  const pageName = text(org.metadata.components.get('CustomApplication')?.get(appName) ?? {}, 'utilityBar');
  if (pageName === undefined) return [];
  const components = Object.values(pageFor({ org, userId, record: null }, pageName).regions).flat();
  return components.map((component) => ({
    label: String(component.properties['label'] ?? component.name),
    icon: `utility:${String(component.properties['icon'] ?? 'apps')}`,
    eager: String(component.properties['eager']) === 'true',
    component: {
      ...component,
      properties: Object.fromEntries(Object.entries(component.properties).filter(([name]) => !OF_THE_BAR.has(name)))
    }
  }));
}
