/** What the package says, what the org has, what differs. Names are of setup, people are ids: nothing here is personal. */

/** What one permission set or profile grants. Rights of an object: `c`reate `r`ead `e`dit `d`elete, `v`iew all, `m`odify all, all `f`ields. */
export interface Grants {
  readonly permissions: ReadonlySet<string>;
  readonly objects: ReadonlyMap<string, string>;
  /** `r` or `re` by `Object.Field`. */
  readonly fields: ReadonlyMap<string, string>;
  readonly classes: ReadonlySet<string>;
  readonly custom: ReadonlySet<string>;
}

export interface ObjectFacts {
  readonly internal: string;
  readonly external: string;
  readonly feeds: boolean;
  readonly fields: ReadonlyMap<string, FieldFacts>;
}
export interface FieldFacts {
  readonly classification: string | null;
  readonly compliance: string | null;
  readonly history: boolean;
}
export interface Code {
  readonly seal: string;
  readonly active: boolean;
}

interface Setup {
  readonly objects: ReadonlyMap<string, ObjectFacts>;
  /** Roles: the permission sets of each permission set group. */
  readonly roles: ReadonlyMap<string, ReadonlySet<string>>;
  readonly classes: ReadonlyMap<string, Code>;
  readonly triggers: ReadonlyMap<string, Code>;
}

/** The package as its source has it. */
export interface Package extends Setup {
  readonly sets: ReadonlyMap<string, Grants>;
  /** The address of each class that answers other programs. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly queues: ReadonlySet<string>;
  readonly publicGroups: ReadonlySet<string>;
  /** `Object group level` of each sharing rule. */
  readonly sharing: ReadonlySet<string>;
  readonly sharingReasons: ReadonlySet<string>;
}

export interface SetFacts extends Grants {
  readonly id: string;
  /** The developer name; a profile's own name for what a profile holds. */
  readonly name: string;
  readonly isProfile: boolean;
}
export interface Person {
  readonly id: string;
  readonly profile: string;
  readonly isGuest: boolean;
  /** Names of permission sets given to her alone. */
  readonly sets: readonly string[];
  /** Names of permission set groups. */
  readonly roles: readonly string[];
  /** Public groups of ours that she is a member of in person. */
  readonly groups: readonly string[];
}
export interface Ways {
  readonly connectedApps: readonly string[];
  readonly namedCredentials: readonly string[];
  readonly remoteSites: readonly string[];
}
/** A promise's control, or something counted, as the org tells it. */
export interface Posture {
  readonly facts: readonly { kind: string; name: string; holds: boolean; fault: string | null; promises: string[] }[];
  readonly counts: readonly { what: string; count: number | null; breaks: boolean; promises: string[] }[];
}

/** How what passes between here and the org is encrypted; keys of the charity's own for what is stored. */
export interface Encryption {
  /**
   * The weakest protocol that this connection accepts; `none` without encryption, `unverified` where nobody checks who answers,
   * `this machine` for an org that needs none.
   */
  readonly inTransit: string;
  /** Null when the platform has no such keys or this login may not ask: then its own encryption, by its agreement, is all there is. */
  readonly ownKeys: number | null;
}

/** The org as it stands. */
export interface Org extends Setup {
  readonly sets: readonly SetFacts[];
  readonly people: readonly Person[];
  /** Members that are no active users, by public group or queue: groups, roles. */
  readonly strangers: ReadonlyMap<string, readonly string[]>;
  readonly queueMembers: ReadonlyMap<string, number>;
  readonly ways: Ways;
  /** Null when this login may not ask. */
  readonly posture: Posture | null;
  /** `Object group level` for each share by rule, `Object cause` for each other kind; null when this login may not ask. */
  readonly shares: ReadonlySet<string> | null;
  /** Processors of the register with an approved agreement in force; null when this login may not ask. */
  readonly processors: ReadonlySet<string> | null;
  readonly encryption: Encryption;
  /** Codes of open steps of `confide setup`. */
  readonly openSteps: readonly string[];
}

/** Something that is not as it should be. `fault` is a code of messages/verify.ts. */
export interface Finding<Fault extends string = string> {
  readonly fault: Fault;
  /** A name of setup, or a user's id. */
  readonly subject: string;
  readonly detail: string;
  readonly promises: readonly string[];
}
