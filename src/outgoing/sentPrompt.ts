// The words as they go out: what was written, and what has to be said about the pictures that go with it. In English,
// which every model reads. Pure.

/** Undefined: nothing but what was written goes out. */
export function sentPrompt(prompt: string, { hasMarkup }: { readonly hasMarkup: boolean }): string | undefined {
	return hasMarkup ? `${prompt}\n\n${MARKUP}` : undefined;
}

const MARKUP =
	"The last image is not part of the picture. It is a transparent drawing of the same size as the first image: " +
	"change the first image only where the drawing is coloured, keep the rest exactly as it is, and do not draw the colours.";
