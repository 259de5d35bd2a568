/** Kind of the job that reads an uploaded plan; its input is `{versionId}`. */
export const READ_PLAN = 'plans.read';
