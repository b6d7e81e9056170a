/** Words of `confide access`. Who: a role, a user's id, a permission set; what: objects, fields, classes, groups. */
export const access = {
  proof: {
    summary: 'Prove who can do what: every role and person, with every object and screen, against the expected matrix.',
    description:
      'Computed from the source and from every grant in the org: roles, sets given by hand, profiles, rights over the whole org, sharing. The matrix is config/access-matrix.yaml. No row about a family is read. Needs the permission set Confide_Check_Org. Ends with 3 when anything differs.',
    examples: ['<%= config.bin %> <%= command.id %> -o charity', '<%= config.bin %> <%= command.id %> -o charity --json'],
    source: 'Folder of the package.',
    expect: 'File of what the org may have besides the package; config/posture.yaml unless given, the demo’s own for a local org.',
    difference: (who: string, kind: 'more' | 'less', what: string, from: readonly string[]) =>
      `${kind === 'more' ? 'CAN   ' : 'CANNOT'}  ${who}: ${what}${from.length > 0 ? `  (${from.join(', ')})` : ''}`,
    proven: (compared: number) => `Proven: ${compared} answers were computed, and each is as the matrix says.`,
    notProven: (count: number, compared: number) =>
      `${count === 1 ? 'One answer differs' : `${count} answers differ`} from the matrix, of ${compared} that were computed.`
  },
  explain: {
    summary: 'Say why a person sees a family’s file, as the org itself explains it.',
    description:
      'For those who may ask it in the org too: the data protection officer, and supervisors about their own families. The org answers; concerns are never a reason.',
    examples: ['<%= config.bin %> <%= command.id %> supporter@acme.example K7M-4QX-9R -o charity'],
    user: 'User name or id of the person.',
    code: 'Code of the family.',
    badCode: 'The code is not one of a family, as K7M-4QX-9R. A name is never asked for.',
    nobody: 'No active user is named so.',
    none: 'She does not see this file.',
    reason: (why: string, details: boolean) =>
      `She sees this file: ${why}${details ? ' (personal details open too; each look is recorded)' : ''}`
  }
};
