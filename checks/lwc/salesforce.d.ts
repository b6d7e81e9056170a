/** The modules that Lightning supplies to a component, as far as the components here lean on their types. */

declare module '@salesforce/apex/*' {
  const method: any; // a function and a wire adapter at once; what it gives is the method's own matter
  export default method;
}
declare module '@salesforce/apex' {
  export function refreshApex(wired: unknown): Promise<void>;
}
declare module '@salesforce/label/*' {
  const label: string;
  export default label;
}
declare module '@salesforce/schema/*' {
  const token: any; // an object or a field token, opaque to the component
  export default token;
}
declare module '@salesforce/user/*' {
  const value: string;
  export default value;
}
declare module '@salesforce/customPermission/*' {
  const held: boolean | undefined;
  export default held;
}
declare module '@salesforce/resourceUrl/*' {
  const url: string;
  export default url;
}
declare module 'lightning/*';
declare module 'c/*';
