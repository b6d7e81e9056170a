import type { Engine } from '../runtime/engine.ts';
import type { Annotation, UserMethod } from '../runtime/type.ts';

export interface TestClass {
  readonly name: string;
  readonly annotations: readonly Annotation[];
  readonly setups: readonly UserMethod[];
  readonly methods: readonly UserMethod[];
}

/** @returns the test classes of the package by name, their methods in the order of the source. */
export function testClasses(engine: Engine): TestClass[] {
  const found: TestClass[] = [];
  for (const type of engine.userClasses()) {
    const user = type.user;
    if (!user || user.name.includes('.') || !has(user.annotations, 'istest')) continue;
    const methods = user.methods.filter((method) => method.isStatic).toSorted((a, b) => a.line - b.line);
    found.push({
      name: user.name,
      annotations: user.annotations,
      setups: methods.filter((method) => has(method.annotations, 'testsetup')),
      methods: methods.filter((method) => has(method.annotations, 'istest') || method.modifiers.has('testmethod'))
    });
  }
  return found.filter((test) => test.methods.length > 0 || test.setups.length > 0).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function has(annotations: readonly Annotation[], name: string): boolean {
  return annotations.some((annotation) => annotation.name.toLowerCase() === name);
}
