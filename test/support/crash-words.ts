/** What a process that kills itself writes to its standard error just before, followed by the step. */
export const lastWords = 'died at step ';
