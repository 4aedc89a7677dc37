/** What the console calls by itself belongs to this app, which every console has; it has no credentials. */
export const consoleAppId = 'console'
