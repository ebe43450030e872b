/** Where the forms of the sandbox's page go. */
export const SANDBOX_PATH = '/sign-in/sandbox'
