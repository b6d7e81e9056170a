import type { ApexType } from '../../runtime/type.ts';
import { ApexMap } from '../../values/index.ts';
import { engine } from '../../runtime/engine.ts';
import { metadataRecord, metadataRecords } from '../customMetadata.ts';
import { systemClass } from '../define.ts';

/** The static methods of every custom metadata type; the compiler looks them up with the type as `T`. */
export default systemClass('public class System.CustomMetadataType<T>', {
  'static Map<String,T> getAll()': (type: ApexType) =>
    new ApexMap(engine().typeNamed('String')!, type.args[0]!, metadataRecords(type.args[0]!.object!)),
  'static T getInstance(String name)': (type: ApexType, name: string | null) => metadataRecord(type.args[0]!.object!, name)
});
