// A picture's name as a file's, before its ending.

export const withoutExtension = (name: string): string => name.replace(/\.[a-z]{3,4}$/i, "");
