/** Ends a whole job; its message is shown as the job's `errorMessage`, so it never holds a value of the data. */
export class JobFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JobFailure';
  }
}
