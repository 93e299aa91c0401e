// An error that the user can fix: it is printed as one sentence, without a stack.
export class StartFailure extends Error {}
