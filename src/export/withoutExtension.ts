// Strips the extension from an image's file name.

export const withoutExtension = (name: string): string => name.replace(/\.[a-z]{3,4}$/i, "");
