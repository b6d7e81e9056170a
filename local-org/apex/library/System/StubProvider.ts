import { raise } from '../../values/index.ts';
import { systemClass } from '../define.ts';

/** Answers for the methods of a stub. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_System_StubProvider.htm */
export default systemClass('public interface System.StubProvider', {
  'Object handleMethodCall(Object stubbedObject, String stubbedMethodName, Type returnType, List<Type> listOfParamTypes, List<String> listOfParamNames, List<Object> listOfArgs)':
    () => raise('TypeException', 'This interface is implemented by classes of the package')
});
