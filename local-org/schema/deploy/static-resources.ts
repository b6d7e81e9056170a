import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { NotSupportedError } from '../../errors.ts';
import { text } from '../../metadata/xml.ts';
import { componentsOf, refuse } from '../build/source.ts';
import type { Component } from '../build/source.ts';
import type { DeployTarget } from './index.ts';
import type { DeployedRows } from './rows.ts';

/** Static resources with their content, which stands beside the XML under the same name and the ending of its type. */
export function deployStaticResources(target: DeployTarget, rows: DeployedRows): void {
  target.problems.each(componentsOf(target.metadata, 'StaticResource'), (resource) => {
    const body = readFileSync(contentFile(resource));
    rows.put('StaticResource', resource.name, {
      Name: resource.name,
      ContentType: text(resource.node, 'contentType') ?? refuse(resource, '<contentType> is missing'),
      CacheControl: text(resource.node, 'cacheControl') ?? 'Private',
      Description: text(resource.node, 'description'),
      BodyLength: body.length,
      Body: new Uint8Array(body)
    });
  });
}

/** @returns the file that holds the content. @throws MetadataError when it is missing; NotSupportedError for unpacked archives. */
export function contentFile(resource: Component): string {
  const dir = path.dirname(resource.path);
  const found =
    readdirSync(dir).find((file) => path.parse(file).name === resource.name && !file.endsWith('-meta.xml')) ??
    refuse(resource, 'its content is missing');
  const file = path.join(dir, found);
  if (statSync(file).isDirectory()) throw new NotSupportedError(`static resources unpacked into a folder (${file})`);
  return file;
}
