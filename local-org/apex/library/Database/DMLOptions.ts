import { NotSupportedError } from '../../../errors.ts';
import { systemClass } from '../define.ts';

/** `Database.DMLOptions`: all-or-none is kept; what the local org does not do is refused when it is asked for. */
export class DmlOptionsValue {
  allOrNone: boolean | null = null;
}

export default systemClass(
  'public class Database.DMLOptions',
  {
    'DMLOptions()': () => new DmlOptionsValue(),
    'Boolean optAllOrNone {get; set;}': {
      get: (self: DmlOptionsValue) => self.allOrNone,
      set: (self: DmlOptionsValue, value: boolean | null) => {
        self.allOrNone = value;
      }
    },
    'Boolean allowFieldTruncation {get; set;}': {
      get: () => false,
      set: (_: DmlOptionsValue, value: boolean | null) => {
        if (value) throw new NotSupportedError('DMLOptions.allowFieldTruncation');
      }
    }
  },
  { native: DmlOptionsValue }
);
