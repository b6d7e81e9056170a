/** Compares parsed metadata XML with the types of the Metadata API that @salesforce/types carries (made from its WSDL). */
import path from 'node:path';
import ts from 'typescript';
import { root } from './source.ts';

const declarations = path.join(root, 'node_modules', '@salesforce', 'types', 'lib', 'metadata.d.ts');
const program = ts.createProgram([declarations], { skipLibCheck: true, strict: true });
const checker = program.getTypeChecker();
const types = new Map(
  checker
    .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(declarations)!)!)
    .map((symbol) => [symbol.name, checker.getDeclaredTypeOfSymbol(symbol)])
);

/** @returns sentences about what does not fit; none when the node has the shape of that metadata type */
export function shapeFaults(type: string, node: unknown): string[] {
  const declared = types.get(type);
  if (!declared) return [`${type}: no such metadata type`];
  const faults: string[] = [];
  compare(node, declared, type, faults);
  return faults;
}

function compare(node: unknown, declared: ts.Type, where: string, faults: string[]): void {
  const type = checker.getNonNullableType(declared);
  if (checker.isArrayType(type)) {
    const [element] = checker.getTypeArguments(type as ts.TypeReference);
    for (const one of Array.isArray(node) ? node : [node]) compare(one, element!, where, faults);
  } else if (Array.isArray(node)) {
    faults.push(`${where}: stands there ${node.length} times`);
  } else if (type.isUnion() && type.types.every((one) => one.isStringLiteral())) {
    oneOf(
      node,
      type.types.map((one) => (one as ts.StringLiteralType).value),
      where,
      faults
    );
  } else if (type.isStringLiteral()) {
    oneOf(node, [type.value], where, faults);
  } else if (type.flags & ts.TypeFlags.Number) {
    if (Number.isNaN(Number(node))) faults.push(`${where}: not a number`);
  } else if (type.flags & ts.TypeFlags.BooleanLike) {
    oneOf(node, ['true', 'false'], where, faults);
  } else if (
    type.symbol?.name !== 'Date' &&
    !(type.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) &&
    !type.isUnion()
  ) {
    compareChildren(node, type, where, faults);
  }
}

function oneOf(node: unknown, values: readonly string[], where: string, faults: string[]): void {
  if (!values.includes(String(node))) faults.push(`${where}: "${String(node)}" is not one of ${values.slice(0, 8).join(', ')}`);
}

function compareChildren(node: unknown, type: ts.Type, where: string, faults: string[]): void {
  const properties = new Map(type.getProperties().map((property) => [property.name, property]));
  const found = typeof node === 'object' && node !== null ? (node as Record<string, unknown>) : {};
  for (const [name, value] of Object.entries(found)) {
    if (name.startsWith('@_') || name === '#text') continue;
    const property = properties.get(name);
    if (property) compare(value, checker.getTypeOfSymbol(property), `${where}/${name}`, faults);
    else faults.push(`${where}: unknown element <${name}>`);
  }
  for (const [name, property] of properties) {
    const optional =
      property.flags & ts.SymbolFlags.Optional || name === 'fullName' || checker.isArrayType(checker.getTypeOfSymbol(property));
    if (!optional && !(name in found)) faults.push(`${where}: <${name}> is missing`);
  }
}
