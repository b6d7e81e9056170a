import { current } from '../../../transaction.ts';
import { compareText } from '../../values/index.ts';
import { systemClass } from '../define.ts';

/** Compares texts as the language of a locale orders them. Nothing comes before everything. */
class ApexCollator {
  private readonly collator: Intl.Collator;

  constructor(locale: string) {
    this.collator = new Intl.Collator(locale.replaceAll('_', '-'));
  }

  compare(a: string | null, b: string | null): number {
    if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
    return Math.sign(this.collator.compare(a, b)) || Math.sign(compareText(a, b));
  }

  /** What `List.sort(Comparator)` calls. */
  compare$object$object(a: string | null, b: string | null): number {
    return this.compare(a, b);
  }
}

function ofUser(): ApexCollator {
  const { org, userId } = current();
  const [user] = org.store.all('SELECT "LocaleSidKey" AS locale FROM "User" WHERE "Id" = ?', [userId]);
  return new ApexCollator((user?.['locale'] as string | null | undefined) ?? 'en_GB');
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Collator.htm */
export default systemClass(
  'public class System.Collator implements System.Comparator<String>',
  {
    'static System.Collator getInstance()': ofUser,
    'Integer compare(String source, String target)': (self: ApexCollator, a: string | null, b: string | null) => self.compare(a, b)
  },
  { native: ApexCollator }
);
