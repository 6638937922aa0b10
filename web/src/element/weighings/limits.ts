// How much is taken at once.

/** More than anyone means to weigh at once; a dropped home folder must not fill the memory. */
export const mostFiles = 2000;

/** The list beside the result is for people: more would not be read. */
export const mostListed = 200;
